// A file in the transcript: a picture is shown, anything else is a card that saves it.
import { Component, type JSX } from 'preact';
import type { FileLink, MessageFile } from '@frontdesk/contracts';
import type { Controller } from '../controller.js';
import { fileSize } from '../file-size.js';
import { deskOf } from '../message-desk.js';
import { Icon } from './icons.js';

interface Props {
  readonly file: MessageFile;
  readonly controller: Controller;
  /** The path of what it belongs to; absent: the conversation. */
  readonly of?: string;
}

const shown = /^image\/(png|jpeg|gif|webp|avif)$/;

export class FileView extends Component<Props, { readonly link: FileLink | null }> {
  override state = { link: null as FileLink | null };

  override componentDidMount(): void {
    if (shown.test(this.props.file.mediaType)) void this.find();
  }

  override render({ file }: Props): JSX.Element {
    const { link } = this.state;
    const { name, bytes, mediaType } = file;
    if (link !== null && shown.test(mediaType)) {
      return (
        <a class="picture" href={link.url} target="_blank" rel="noopener noreferrer">
          <img src={link.url} alt={name} />
        </a>
      );
    }
    return (
      <button type="button" class="file" onClick={() => void this.open()}>
        <Icon name="file" />
        <span>
          {name}
          <small>{fileSize(bytes)}</small>
        </span>
      </button>
    );
  }

  private async find(): Promise<FileLink | null> {
    const link = await deskOf(this.props.controller)
      .link(this.props.file.fileId, this.props.of)
      .catch(() => null);
    this.setState({ link });
    return link;
  }

  private async open(): Promise<void> {
    const link = await this.find();
    if (link !== null) Object.assign(document.createElement('a'), { href: link.url, download: link.name }).click();
  }
}
