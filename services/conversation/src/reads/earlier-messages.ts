// A message that was said earlier, as it reads now: what a quote, an edit or a recall is about.
import type { Earlier, MessageAdded, MessageEdited, MessageRecalled } from '@frontdesk/conversation';
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';

export interface EarlierMessage {
  readonly earlier: Earlier;
  readonly sentAt: number;
  readonly recalled: boolean;
}

@Injectable()
export class EarlierMessages {
  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {}

  /** Null: there is no message of this number. */
  async find(workspace: string, conversationId: string, sequence: number): Promise<EarlierMessage | null> {
    const records = await this.ports.journal.readStream(workspace, conversationId, sequence - 1);
    const [first, ...later] = records;
    if (first?.type !== 'conversation.message_added' || first.streamVersion !== sequence) return null;
    const said = JSON.parse(first.body) as MessageAdded;
    let { text } = said;
    let recalled = false;
    for (const { type, body } of later) {
      if (type !== 'conversation.message_edited' && type !== 'conversation.message_recalled') continue;
      const change = JSON.parse(body) as MessageEdited | MessageRecalled;
      if (change.sequence !== sequence) continue;
      if ('text' in change) ({ text } = change);
      else recalled = true;
    }
    return { earlier: { sequence, message: { ...said, text } }, sentAt: first.at, recalled };
  }
}
