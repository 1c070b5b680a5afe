// What staff sees and writes of visitors, and how these sign in at the site.
import type { Problem, VisitorHistory, VisitorProfile, VisitorSession } from '@frontdesk/contracts';
import type { Answer, Workspace } from './workspace.js';

export class KnownVisitors {
  constructor(private readonly workspace: Workspace) {}

  readonly profile = async (id: string, token?: string): Promise<Answer<VisitorProfile & Problem>> =>
    this.workspace.call('GET', `/v1/visitors/${id}`, token ?? (await this.ana()));

  readonly history = async (id: string): Promise<VisitorHistory['data']> =>
    (await this.workspace.call<VisitorHistory>('GET', `/v1/visitors/${id}/history`, await this.ana())).body.data;

  /** With the version of the profile that they have seen. */
  readonly edit = async (
    id: string,
    ifMatch: string | null,
    body: object,
  ): Promise<Answer<VisitorProfile & Problem>> => {
    const headers: Record<string, string> = ifMatch === null ? {} : { 'if-match': ifMatch };
    return this.workspace.call('PATCH', `/v1/visitors/${id}`, await this.ana(), body, headers);
  };

  /** With a token of the site's, and what the browser kept. */
  readonly signIn = (identity: string, kept?: VisitorSession): Promise<VisitorSession> =>
    this.workspace.session({ identity, ...(kept && { token: kept.token }) });

  private ana(): Promise<string> {
    return this.workspace.person('ana', 'agent');
  }
}
