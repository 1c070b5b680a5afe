// Looks at a site's published keys, for whoever is about to save their address.
import type { KeySetCheck } from '@frontdesk/contracts';
import { Answers, Requires, Unreadable } from '@frontdesk/nest';
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { KeySetBody } from './bodies.js';
import { SiteKeys } from './site-keys.js';

@ApiTags('channels')
@Controller('v1/channels/key-sets')
export class KeySetsController {
  constructor(@Inject(SiteKeys) private readonly keys: SiteKeys) {}

  @Post('check')
  @HttpCode(200)
  @Requires('settings.write')
  @Answers('KeySetCheck')
  @ApiOperation({ summary: 'Read the keys that a site publishes at an address, and say what is wrong with them' })
  async check(@Body() { url }: KeySetBody): Promise<KeySetCheck> {
    try {
      const { keys } = await this.keys.look(url);
      return { keys, problem: null };
    } catch (error) {
      if (error instanceof Unreadable) return { keys: [], problem: error.message };
      throw error;
    }
  }
}
