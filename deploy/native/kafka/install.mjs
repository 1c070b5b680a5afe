// Kafka's jars by Maven, once per machine and pom.xml.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { prepare } from '../prepare.mjs';

const POM = join(import.meta.dirname, 'pom.xml');

function folder() {
  const hash = createHash('sha256').update(readFileSync(POM)).digest('hex').slice(0, 12);
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'frontdesk', `kafka-${hash}`);
}

/** @returns {string} the folder that holds the jars; Java is there as well */
export function installKafka(say = () => undefined) {
  const jars = folder();
  const complete = join(jars, '.complete');
  if (existsSync(complete)) {
    prepare(['java'], say);
    return jars;
  }
  prepare(['java', 'maven'], say);
  say('fetching the jars of Kafka by Maven');
  // Built beside and renamed: two installers at once can't harm one another.
  const building = `${jars}.building-${process.pid}`;
  rmSync(building, { recursive: true, force: true });
  mkdirSync(building, { recursive: true });
  fetchJars(building);
  writeFileSync(join(building, '.complete'), '');
  try {
    rmSync(jars, { recursive: true, force: true });
    renameSync(building, jars);
  } catch (error) {
    if (!existsSync(complete)) throw error;
    rmSync(building, { recursive: true, force: true });
  }
  return jars;
}

function fetchJars(into) {
  const args = ['-q', '-B', '-ntp', '-f', POM, 'dependency:copy-dependencies', '-DincludeScope=runtime'];
  for (let attempt = 1; ; attempt++) {
    const { status, error, stdout, stderr } = spawnSync('mvn', [...args, `-DoutputDirectory=${into}`], {
      encoding: 'utf8',
    });
    if (status === 0) return;
    if (error || attempt === 3) throw new Error(`Maven failed: ${error?.message ?? stdout + stderr}`);
  }
}
