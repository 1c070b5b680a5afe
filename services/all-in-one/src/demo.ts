// The demo workspace, so that the first start has something to click. What is there already is left alone.
import { DEMO_SITE, Sites } from '@frontdesk/conversation-service';
import { seedDemo, SettingsDocuments } from '@frontdesk/settings-service';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const WORKSPACE = 'demo';

export async function prepareDemo(app: NestFastifyApplication): Promise<void> {
  await seedDemo(app.get(SettingsDocuments, { strict: false }), WORKSPACE);
  await app.get(Sites, { strict: false }).ensure(DEMO_SITE);
}
