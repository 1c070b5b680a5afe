// A file on its way to a submission: taken in where a form is offered that asks for files, and as that form says.
import type { Principal, StoredFile } from '@frontdesk/contracts';
import { keepUpload, Orphans, PORTS, ProblemException, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { rulesOf } from '../reads/form.js';
import { Forms, type FormWish } from '../reads/forms.js';
import { refusedOffer } from '../reads/offered.js';
import { AttachedFiles } from './attached-files.js';

export interface Upload {
  readonly principal: Principal;
  readonly defaultGroup: string;
  /** Where it came from. */
  readonly address: string;
  /** For which form. */
  readonly wish: FormWish;
  /** The Idempotency-Key: the same upload again is answered with the same file. */
  readonly key: string;
  readonly name: string;
  readonly body: AsyncIterable<Uint8Array>;
}

@Injectable()
export class AttachmentUploads {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Forms) private readonly forms: Forms,
    @Inject(AttachedFiles) private readonly files: AttachedFiles,
    @Inject(Orphans) private readonly orphans: Orphans,
  ) {}

  async take({ principal, defaultGroup, address, wish, key, name, body }: Upload): Promise<StoredFile> {
    const { workspace, id } = principal;
    // Whoever may not leave anything now has nothing to attach.
    await this.ports.floods.pass('submissions', { workspace, visitorId: id, address }, 'look');
    const { about, asked } = await this.forms.asked(principal, defaultGroup, wish);
    const refused = refusedOffer(asked, about);
    if (refused !== null) throw new ProblemException('not_offered', refused);
    const { attachments: rules } = rulesOf(asked, null);
    if (rules === null) throw new ProblemException('forbidden', 'No files can be attached to this form.');
    return keepUpload(this.ports, this.orphans, this.files.of(workspace, id, key), { name, body, rules });
  }
}
