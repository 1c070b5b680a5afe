// What requests about files bring: the id of one, what one is called, and the parts of a signed link.
import type { PipeTransform } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches, MaxLength } from 'class-validator';
import { notFound } from '../problem.js';

/** What can't be an id is nobody's id; neither the database nor the store of files is asked. */
export class FileId implements PipeTransform<string, string> {
  transform(id: string): string {
    if (!/^[\w-]{4,100}$/.test(id)) throw notFound('file');
    return id;
  }
}

export class FileQuery {
  @ApiProperty({ description: 'What the file is called.' })
  @IsString()
  @MaxLength(500)
  readonly name!: string;
}

export class LinkQuery {
  @ApiProperty()
  @Matches(/^\d{1,16}$/)
  readonly expires!: string;

  @ApiProperty()
  @Matches(/^[\w-]{1,100}$/)
  readonly signature!: string;
}
