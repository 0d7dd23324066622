import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './architecture/sources.ts';

/** Hosts of registries of packages, of any language and system. */
const registryHost =
  /\b(registry\.[\w-]+\.(org|com|io|dev)|npm\.pkg\.[\w.-]+|pypi\.org|files\.pythonhosted\.org|(static\.)?crates\.io|proxy\.golang\.org|repo1?\.maven(\.apache)?\.org|rubygems\.org|(deb|security|ftp)\.debian\.org)\b/;

function trackedFiles(): string[] {
  const list = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' });
  return list.split('\0').filter((name) => name !== '' && existsSync(join(root, name)));
}

test('no file names the host of a package registry', () => {
  const files = trackedFiles();
  expect(files).toContain('package-lock.json');
  const naming = files.filter((name) => registryHost.test(readFileSync(join(root, name), 'latin1')));
  expect(naming).toEqual([]);
});

test('the hosts are known when they are named', () => {
  const hosts = ['npmjs', 'yarnpkg'].flatMap((name) => [`registry.${name}.org`, `https://registry.${name}.com/x`]);
  expect(hosts.filter((host) => !registryHost.test(host))).toEqual([]);
  expect(registryHost.test('registrar.example.org')).toBe(false);
});

test('the lock file pins contents, not places to fetch them from', () => {
  const lock: { packages: Record<string, { resolved?: string; integrity?: string }> } = JSON.parse(
    readFileSync(join(root, 'package-lock.json'), 'utf8'),
  );
  const packages = Object.entries(lock.packages).filter(([name]) => name !== '');
  expect(packages.length).toBeGreaterThan(50);
  expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([name]) => name)).toEqual([]);
  expect(packages.filter(([, { integrity }]) => integrity === undefined).map(([name]) => name)).toEqual([]);
});
