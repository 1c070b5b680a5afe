// A mail over the installation's server. Its Message-ID is the delivery's, so that a server that takes it twice knows it.
import type { Outbound } from '@frontdesk/nest';
import { createTransport, type Transporter } from 'nodemailer';
import { codeOf, failed, type Sent } from './sent.js';

export interface Mail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly enclosures?: readonly Enclosure[];
}

export interface Enclosure {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Buffer;
}

const WAIT = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

export class MailSender {
  private readonly transport: Transporter | null;
  private readonly from: string;

  constructor({ smtpUrl, mailFrom }: Outbound) {
    this.from = mailFrom ?? '';
    this.transport = smtpUrl === null ? null : createTransport({ url: smtpUrl, ...WAIT });
  }

  async send({ id, to, subject, text, enclosures = [] }: Mail): Promise<Sent> {
    if (this.transport === null)
      return failed('There is no mail server: set FRONTDESK_SMTP_URL and FRONTDESK_MAIL_FROM.');
    const domain = /@([^\s<>@]+)>?$/.exec(this.from)?.[1] ?? 'frontdesk';
    try {
      await this.transport.sendMail({
        ...{ from: this.from, to: { name: '', address: to }, subject, text, messageId: `<${id}@${domain}>` },
        attachments: enclosures.map(({ name, mediaType, content }) => ({
          ...{ filename: name, contentType: mediaType, content, contentDisposition: 'attachment' as const },
        })),
        // Whoever is away does not answer a machine.
        headers: { 'Auto-Submitted': 'auto-generated' },
        ...{ disableFileAccess: true, disableUrlAccess: true },
      });
      return { ok: true };
    } catch (error) {
      const status = statusOf(error);
      if (status === null) return failed(`The mail server could not be reached (${codeOf(error)}).`);
      return failed(`The mail server refused it (${status}).`, { final: status >= 500 });
    }
  }

  close(): void {
    this.transport?.close();
  }
}

/** What the server said of this mail; null: it was about something else, or nobody said anything. */
function statusOf(error: unknown): number | null {
  const { responseCode } = Object(error) as { readonly responseCode?: unknown };
  const isAboutIt = codeOf(error) === 'EENVELOPE' || codeOf(error) === 'EMESSAGE';
  return isAboutIt && typeof responseCode === 'number' ? responseCode : null;
}
