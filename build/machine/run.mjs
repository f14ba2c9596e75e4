import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { existsSync } from 'node:fs';
import { projectFolder } from './folders.mjs';

/**
 * Runs a program to its end.
 *
 * `show: true` hands its output to the terminal (on stderr, see `say`); otherwise the output is
 * collected, so that it can be shown when the program fails.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ show?: boolean, cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<{ ok: boolean, code: number | null, output: string, stdout: string }>}
 */
export function run(command, args, { show = false, cwd = projectFolder, env = process.env } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', show ? process.stderr : 'pipe', show ? 'inherit' : 'pipe'],
    });
    let output = '';
    let stdout = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      output += text;
      stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text) => (output += text));
    child.once('error', (error) => resolve({ ok: false, code: null, output: `${output}${error.message}`, stdout }));
    child.once('close', (code) => resolve({ ok: code === 0, code, output, stdout }));
  });
}

/**
 * Runs npm itself, found beside this Node or named by the npm that started us, so that no shell is needed on Windows.
 *
 * @param {readonly string[]} args
 * @param {{ show?: boolean, cwd?: string }} [options]
 */
export function runNpm(args, options) {
  const beside = [
    process.env['npm_execpath'] ?? '',
    join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const npm = beside.find((path) => /npm-cli\.[cm]?js$/.test(path) && existsSync(path));
  return npm ? run(process.execPath, [npm, ...args], options) : run('npm', args, options);
}

/** The path of a script inside an installed package, run by this Node instead of by a shell. */
export function packageScript(/** @type {string[]} */ ...parts) {
  return join(projectFolder, 'node_modules', ...parts);
}
