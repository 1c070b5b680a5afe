// Where files are kept, as it is set up: a folder, or a bucket. What no bucket could be called is refused before anybody
// sends a file and loses it.
import { isIP } from 'node:net';
import { join } from 'node:path';
import { ConfigError } from './config-error.js';

export interface FilesConfig {
  /** Where files are kept when there is no bucket. */
  readonly dir: string;
  readonly dirIsGiven: boolean;
  readonly bucket: { readonly name: string; readonly endpoint: string | null; readonly region: string } | null;
}

type Env = Readonly<Record<string, string | undefined>>;

/** S3's own rule for new buckets, which others that speak S3 keep. */
const BUCKET = /^(?=.{3,63}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const REGION = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** @throws ConfigError naming the variable and what to write */
export function readFiles(env: Env): FilesConfig {
  const dir = env['FRONTDESK_FILES_DIR'];
  return {
    dir: dir || join(env['FRONTDESK_DATA'] || '.data', 'files'),
    dirIsGiven: Boolean(dir),
    bucket: readBucket(env),
  };
}

function readBucket(env: Env): FilesConfig['bucket'] {
  const name = env['FRONTDESK_FILES_BUCKET'] || null;
  const region = env['FRONTDESK_FILES_REGION'] || 'us-east-1';
  if (name === null && env['FRONTDESK_FILES_ENDPOINT'])
    throw new ConfigError('FRONTDESK_FILES_ENDPOINT is set without FRONTDESK_FILES_BUCKET: name the bucket, too.');
  if (name === null) return null;
  if (!BUCKET.test(name) || isIP(name) !== 0)
    throw new ConfigError(
      `FRONTDESK_FILES_BUCKET=${name}: use the name of a bucket alone, 3 to 63 small letters, digits, hyphens and dots.`,
    );
  if (!REGION.test(region))
    throw new ConfigError(`FRONTDESK_FILES_REGION=${region}: use the name of a region, like eu-central-1.`);
  expectWholeKey(env);
  return { name, endpoint: readEndpoint(env['FRONTDESK_FILES_ENDPOINT']), region };
}

function readEndpoint(text: string | undefined): string | null {
  if (!text) return null;
  if (!/^https?:\/\//.test(text) || !URL.canParse(text))
    throw new ConfigError(`FRONTDESK_FILES_ENDPOINT=${text}: use an address that begins with http:// or https://.`);
  const { username, password, search, hash } = new URL(text);
  // Not repeated here: there may be a secret in it.
  if (username + password !== '')
    throw new ConfigError(
      'FRONTDESK_FILES_ENDPOINT holds a name or a password: give these as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
    );
  if (search + hash !== '')
    throw new ConfigError(`FRONTDESK_FILES_ENDPOINT=${text}: use an address without anything behind ? or #.`);
  return text;
}

/** Half a key would be found out by the first file that somebody sends. */
function expectWholeKey(env: Env): void {
  const [id, secret] = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] as const;
  const lacking = env[id] && !env[secret] ? secret : !env[id] && env[secret] ? id : null;
  const given = lacking === secret ? id : secret;
  if (lacking !== null) throw new ConfigError(`${given} is set without ${lacking}: set both, or neither.`);
}
