// The rules that are in force for a workspace's conversations and messages, and the names that its texts show. They go with
// every command. The defaults until somebody has saved others.
import { SETTINGS_DEFAULTS, type ConversationDocument, type MessagesDocument } from '@frontdesk/contracts';
import type { RulesInForce } from '@frontdesk/conversation';
import { Inject, Injectable } from '@nestjs/common';
import { KeptSettings } from './kept-settings.js';

export interface Rules extends RulesInForce {
  readonly rules: ConversationDocument;
}

@Injectable()
export class RuleReads {
  constructor(@Inject(KeptSettings) private readonly settings: KeptSettings) {}

  async of(workspace: string): Promise<Rules> {
    const settings = await this.settings.of(workspace);
    const { groupNames } = settings;
    return { rules: settings.document('conversation') ?? SETTINGS_DEFAULTS.conversation, groupNames };
  }

  async messages(workspace: string): Promise<MessagesDocument> {
    return (await this.settings.of(workspace)).document('messages') ?? SETTINGS_DEFAULTS.messages;
  }
}
