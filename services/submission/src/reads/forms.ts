// The form that a visitor is shown: of their conversation's group, or of the one they have chosen.
import type { Principal, SubmissionFormView } from '@frontdesk/contracts';
import { notFound, PORTS, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { shownForm } from './form.js';
import { refusedOffer } from './offered.js';
import { Rules } from './rules.js';

export interface FormWish {
  readonly conversationId?: string;
  readonly groupId?: string;
  readonly language?: string;
}

@Injectable()
export class Forms {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Rules) private readonly rules: Rules,
  ) {}

  async of(principal: Principal, defaultGroup: string, wish: FormWish): Promise<SubmissionFormView> {
    const { about, groupId, asked } = await this.asked(principal, defaultGroup, wish);
    const spoken = wish.language ?? about?.language ?? null;
    return {
      ...{ groupId, language: spoken, offered: refusedOffer(asked, about) === null },
      ...shownForm(asked, spoken),
    };
  }

  /** What the settings say there, and the conversation it is about; null: about none. */
  async asked(principal: Principal, defaultGroup: string, { conversationId, groupId: wanted }: FormWish) {
    const view =
      conversationId === undefined ? null : await this.ports.peers.conversation?.view(principal, conversationId);
    if (conversationId !== undefined && view == null) throw notFound('conversation');
    const about = view ?? null;
    const groupId = wanted ?? about?.groupId ?? defaultGroup;
    const asked = await this.rules.asked(principal.workspace, groupId, principal.channel);
    return { about, groupId, asked };
  }
}
