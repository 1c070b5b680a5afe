// Tells the other services who a credential is. They ask; what they are told they remember for a moment.
import type { KeyHolder, Member, PeoplePeer, VerifiedIdentity } from '@frontdesk/contracts';
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { ApiKeys } from './api-keys.js';
import { Members } from './members.js';
import { VisitorIdentities } from './visitor-identities.js';

@Injectable()
export class People implements PeoplePeer {
  constructor(
    @Inject(PORTS) ports: ServicePorts,
    @Inject(ApiKeys) private readonly keys: ApiKeys,
    @Inject(Members) private readonly members: Members,
    @Inject(VisitorIdentities) private readonly identities: VisitorIdentities,
  ) {
    ports.peers.people = this;
  }

  keyHolder(keyId: string, secretHash: string): Promise<KeyHolder | null> {
    return this.keys.holder(keyId, secretHash);
  }

  member(issuer: string, subject: string): Promise<Member | null> {
    return this.members.member(issuer, subject);
  }
  visitorIdentity(workspace: string, channel: string, token: string): Promise<VerifiedIdentity | null> {
    return this.identities.verify(workspace, channel, token);
  }
}
