// assignment-queue: the engine as a service. Writes assignment.decisions; who gets whom is decided nowhere else.
import { PORTS, type ServiceDefinition } from '@frontdesk/nest';
import { BoardView } from './board.js';
import { Commands } from './commands.js';
import { CommandsController } from './commands.controller.js';
import { QueueController } from './controllers.js';
import { DeskView } from './desk.js';
import { Engine } from './engine.js';
import { DecisionsAbout } from './decisions-about.js';
import { Explanations } from './explanations.js';
import { History } from './history.js';
import { DecisionsAndNames1700000000000, QueueStays1764200000000 } from './migrations.js';
import { Names } from './names.js';
import { Queue } from './queue.js';
import { Reactions } from './reactions.js';
import { DecisionRows, NameRows } from './rows.js';

class AssignmentQueueModule {}

export const assignmentQueue: ServiceDefinition = {
  name: 'assignment-queue',
  entities: [DecisionRows, NameRows] as ServiceDefinition['entities'],
  migrations: [DecisionsAndNames1700000000000, QueueStays1764200000000],
  consumes: { 'assignment.decisions': 'a moment later', 'settings.events': 'a turn later' },
  module: (ports) => ({
    module: AssignmentQueueModule,
    controllers: [QueueController, CommandsController, Reactions],
    providers: [
      { provide: PORTS, useValue: ports },
      Engine,
      Names,
      Queue,
      Commands,
      DeskView,
      History,
      BoardView,
      Explanations,
      DecisionsAbout,
    ],
  }),
};
