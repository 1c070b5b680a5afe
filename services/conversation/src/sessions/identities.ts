// Which visitor a session is: the one the browser kept, the one the host site has signed for, or somebody new.
//
// A site's person is the same visitor wherever they sign in. An anonymous visitor becomes that person only in the same
// browser session: the token that the browser kept is the proof. Nobody else's anonymous chat is ever taken over.
import type { VerifiedIdentity } from '@frontdesk/contracts';
import { PORTS, ProblemException, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { ConversationReads } from '../reads/conversation-reads.js';
import type { SiteRow } from '../rows/site-row.js';
import { Visitors } from '../visitors/visitors.js';
import type { KeptVisitor } from './visitor-tokens.js';

export interface KnownVisitor {
  readonly visitorId: string;
  readonly identity: VerifiedIdentity | null;
  /** Nobody had this id before. */
  readonly isNew: boolean;
}

@Injectable()
export class Identities {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(ConversationReads) private readonly reads: ConversationReads,
    @Inject(Visitors) private readonly visitors: Visitors,
  ) {}

  /** @throws ProblemException identity_required, identity_not_valid */
  async visitorOf(site: SiteRow, kept: KeptVisitor | null, signed: string | undefined): Promise<KnownVisitor> {
    const identity = await this.identityOf(site, signed);
    if (identity === null) {
      const theirs = kept !== null && (await this.personBehind(site, kept.visitorId));
      // Whoever was signed in at the site is not any more, or sits at the same browser: a stranger to that chat.
      const same = kept !== null && kept.subject === null && theirs === null;
      return same
        ? { visitorId: kept.visitorId, identity, isNew: false }
        : { visitorId: this.ports.ids.next(), identity, isNew: true };
    }
    const visitorId = await this.personOf(site, identity.subject, kept);
    return { visitorId, identity, isNew: visitorId !== kept?.visitorId };
  }

  private async identityOf(
    { workspace, channel, identityMode }: SiteRow,
    signed: string | undefined,
  ): Promise<VerifiedIdentity | null> {
    if (identityMode === 'anonymous') return null;
    if (signed === undefined) {
      if (identityMode === 'verified') return null;
      throw new ProblemException('identity_required', 'This site lets in only visitors whom it has signed for.');
    }
    const { people } = this.ports.peers;
    if (!people) throw new ProblemException('unavailable', 'Identities can not be checked right now. Try again.');
    const identity = await people.visitorIdentity(workspace, channel, signed);
    if (identity !== null) return identity;
    throw new ProblemException(
      'identity_not_valid',
      'The identity token is not signed by this site for this channel, or not for now; ask the site for a new one.',
    );
  }

  private async personOf(site: SiteRow, subject: string, kept: KeptVisitor | null): Promise<string> {
    const { workspace, channel } = site;
    const own = kept !== null && (await this.mayBecome(site, subject, kept)) ? kept.visitorId : null;
    const candidate = own ?? this.ports.ids.next();
    await this.ports.db.query(
      `INSERT INTO visitor_identity (workspace, channel, subject, visitor_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING`,
      [workspace, channel, subject, candidate],
    );
    const rows: readonly { visitor_id: string }[] = await this.ports.db.query(
      'SELECT visitor_id FROM visitor_identity WHERE workspace = $1 AND channel = $2 AND subject = $3',
      [workspace, channel, subject],
    );
    const known = rows[0]?.visitor_id ?? candidate;
    if (own === null || own === known) return known;
    // One profile from here on: what was known of the anonymous one is theirs.
    await this.visitors.merge(workspace, own, known);
    // Known from elsewhere, and in a chat here: the chat goes on where it is, theirs now, unless they have another.
    const [here, there] = await Promise.all([
      this.reads.openOf(workspace, channel, own),
      this.reads.openOf(workspace, channel, known),
    ]);
    return here !== null && there === null ? own : known;
  }

  /**
   * The kept visitor, if it is nobody's yet or this person's already. An anonymous token from before somebody signed in
   * leads to that person, and to nobody else: whoever still has it is a stranger.
   */
  private async mayBecome(site: SiteRow, subject: string, kept: KeptVisitor): Promise<boolean> {
    if (kept.subject !== null && kept.subject !== subject) return false;
    const person = await this.personBehind(site, kept.visitorId);
    return person === null || person === subject;
  }

  /** Whose this visitor has turned out to be, by itself or as a part of another's profile; null: nobody's yet. */
  private async personBehind({ workspace }: SiteRow, visitorId: string): Promise<string | null> {
    const rows: readonly { readonly subject: string }[] = await this.ports.db.query(
      `SELECT subject FROM visitor_identity WHERE workspace = $1 AND visitor_id = coalesce(
         (SELECT profile_id FROM visitor_alias WHERE workspace = $1 AND visitor_id = $2), $2) LIMIT 1`,
      [workspace, visitorId],
    );
    return rows[0]?.subject ?? null;
  }
}
