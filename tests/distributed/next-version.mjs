// The next version of any service, for the rolling restart: the same code on a schema with one column more in every table
// that it reads. `next-version.mjs migrate` brings the schema there, as a service's own `migrate` does.
import 'reflect-metadata';
import { services } from '@frontdesk/all-in-one';
import { runService } from '@frontdesk/runtime';

const name = process.env.FRONTDESK_INSTANCE.replace(/-\d+$/, '');
const definition = services.find((one) => one.name === name);

/** Only adds: what runs goes on running, and needs not know of it. */
class AddNextColumn1990000000000 {
  name = 'AddNextColumn1990000000000';

  async up(runner) {
    for (const { options } of definition.entities)
      await runner.query(`ALTER TABLE "${options.tableName ?? options.name}" ADD COLUMN next_version text`);
  }

  async down() {}
}

await runService({ ...definition, migrations: [...definition.migrations, AddNextColumn1990000000000] });
