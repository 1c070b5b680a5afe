// The interface over HTTP, as commands need it: an answer, or an error that says what to do.
import type {
  ApplyConfigRequest,
  ConfigFile,
  ConfigPlan,
  HoursExplained,
  HoursImport,
  Problem,
} from '@frontdesk/contracts';
import { CliError, EXIT, unreachable, usage } from '../terminal/exit.js';

export interface ApiOptions {
  readonly url?: string;
  readonly key?: string;
}

const DEFAULT_URL = 'http://localhost:3000';

export class SettingsApi {
  private constructor(
    private readonly url: string,
    private readonly key: string,
  ) {}

  /** @throws CliError usage, when there is no key: it is never asked for, a script has nobody to answer. */
  static from({ url, key }: ApiOptions, env: Readonly<Record<string, string | undefined>>): SettingsApi {
    const chosen = key ?? env['FRONTDESK_API_KEY'];
    if (!chosen) throw usage('There is no key: set FRONTDESK_API_KEY, or use --key.');
    const base = url ?? env['FRONTDESK_URL'] ?? DEFAULT_URL;
    if (!/^https?:\/\/[^/]/.test(base)) throw usage(`--url ${base}: use an address like ${DEFAULT_URL}.`);
    return new SettingsApi(base.replace(/\/+$/, ''), chosen);
  }

  export(): Promise<ConfigFile> {
    return this.ask('GET', 'export');
  }

  plan(file: unknown): Promise<ConfigPlan> {
    return this.ask('POST', 'plan', { file });
  }

  apply(request: Omit<ApplyConfigRequest, 'file'> & { readonly file: unknown }): Promise<ConfigPlan> {
    return this.ask('POST', 'apply', request);
  }

  /** What a path answers, as it is. */
  text(path: string): Promise<string> {
    return this.request('GET', path, '*/*');
  }

  explainHours(of: { readonly at: string | undefined; readonly group: string | undefined }): Promise<HoursExplained> {
    const query = new URLSearchParams(
      Object.entries(of).filter((one): one is [string, string] => one[1] !== undefined),
    );
    return this.ask('GET', `hours/explain?${query.toString()}`);
  }

  importHours(request: {
    readonly calendar: string;
    readonly dryRun: boolean;
    readonly groupId?: string;
    readonly reason?: string;
  }): Promise<HoursImport> {
    return this.ask('POST', 'hours/import', request);
  }

  private async ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    return JSON.parse(await this.request(method, `/v1/settings/${path}`, 'application/json', body)) as Answer;
  }

  private async request(method: string, path: string, accept: string, body?: unknown): Promise<string> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.key}`,
        accept,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw unreachable(
        `${this.url} does not answer: ${error instanceof Error ? error.message : String(error)}.`,
        error,
      );
    });
    const text = await response.text();
    if (!response.ok) throw refused(response.status, text);
    return text;
  }
}

/** The problem in words, with every place in the file that it names. */
function refused(status: number, text: string): CliError {
  const { detail, errors = [] } = problemIn(text);
  const places = errors.map(({ pointer, message }) => `  ${pointer.replace(/^\/file/, '') || '/'}: ${message}`);
  const code = status === 503 ? EXIT.unreachable : EXIT.failed;
  return new CliError(code, [detail ?? `The answer was ${status}.`, ...places].join('\n'));
}

function problemIn(text: string): Partial<Problem> {
  try {
    return JSON.parse(text) as Partial<Problem>;
  } catch {
    // A proxy in between may answer in its own words; its status is all there is to say.
    return {};
  }
}
