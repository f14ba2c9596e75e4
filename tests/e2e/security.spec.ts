import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { startCountingServer, type CountingServer } from './support/counting-server';
import { launchRegister, type LaunchedRegister } from './support/launch';
import { probeApp, startProbeWorker } from './support/probe-app';

let elsewhere: CountingServer;
let probe: Awaited<ReturnType<typeof probeApp>>;
let register: LaunchedRegister;

test.beforeAll(async () => {
  elsewhere = await startCountingServer();
  probe = await probeApp();
  register = await launchRegister({ appFolder: probe.folder });
});

test.afterAll(async () => {
  await register.close();
  await probe.remove();
  elsewhere.stop();
});

/** Every way out a page or worker could try; answers those that did not fail. */
function tryWaysOut(port: number): Promise<string[]> {
  const there = `127.0.0.1:${port}`;
  const failed = (target: EventTarget) =>
    new Promise<boolean>((resolve) => {
      target.addEventListener('error', () => resolve(true));
      for (const success of ['load', 'open', 'message']) target.addEventListener(success, () => resolve(false));
      setTimeout(() => resolve(true), 3000);
    });
  const refuses = async (attempt: () => unknown) => {
    try {
      const outcome = await attempt();
      return outcome instanceof EventTarget ? await failed(outcome) : outcome === false;
    } catch {
      return true;
    }
  };
  const ways: Record<string, () => unknown> = {
    fetch: () => fetch(`http://${there}/`),
    'fetch without cors': () => fetch(`http://${there}/`, { mode: 'no-cors' }),
    'post keepalive': () => fetch(`http://${there}/`, { method: 'POST', body: 'x', keepalive: true, mode: 'no-cors' }),
    'by name': () => fetch(`http://localhost:${port}/`, { mode: 'no-cors' }),
    XMLHttpRequest: () => {
      const request = new XMLHttpRequest();
      request.open('GET', `http://${there}/`);
      request.send();
      return request;
    },
    WebSocket: () => new WebSocket(`ws://${there}/`),
    EventSource: () => new EventSource(`http://${there}/`),
    'import()': () => import(/* @vite-ignore */ `http://${there}/script.js`),
    'another worker': () => new Worker(`http://${there}/script.js`),
    'worker of a blob': () =>
      new Worker(URL.createObjectURL(new Blob([`fetch('http://${there}/').then(() => postMessage(1), () => {})`]))),
    ...('document' in globalThis
      ? {
          picture: () => Object.assign(new Image(), { src: `http://${there}/a.png` }),
          stylesheet: () =>
            document.head.appendChild(
              Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `http://${there}/a.css` }),
            ),
          script: () =>
            document.head.appendChild(Object.assign(document.createElement('script'), { src: `http://${there}/a.js` })),
          prefetch: () =>
            document.head.appendChild(
              Object.assign(document.createElement('link'), { rel: 'prefetch', href: `http://${there}/a` }),
            ),
          beacon: () => navigator.sendBeacon(`http://${there}/`, 'x') && false,
          'window.open': () => window.open(`http://${there}/`) !== null,
        }
      : {}),
  };
  return Promise.all(Object.entries(ways).map(async ([name, attempt]) => ((await refuses(attempt)) ? '' : name))).then(
    (names) => names.filter((name) => name !== ''),
  );
}

test('the window opens from the register’s own origin with its sandbox on, and never as root', async () => {
  expect(register.page.url()).toMatch(/^pawtill:\/\/register\//);
  expect(
    await register.page.evaluate(() => [
      window.isSecureContext,
      typeof window.pawtill,
      'require' in window,
      'process' in window,
    ]),
  ).toEqual([true, 'object', false, false]);
  const [renderer, switches] = await register.app.evaluate(({ BrowserWindow, app }) => [
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
    app.commandLine.hasSwitch('no-sandbox'),
  ]);
  expect(switches).toBe(false);
  if (process.platform !== 'linux') return;
  expect(processState(Number(renderer))).toMatchObject({ Seccomp: '2', NoNewPrivs: '1' });
  for (const pid of [register.pid, ...descendants(register.pid)]) {
    const user = processState(pid).Uid;
    expect(user).toBe(process.getuid?.() === 0 ? '65534' : String(process.getuid?.()));
    expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toContain('--no-sandbox');
  }
});

test('page and worker reach no address but their own origin', async () => {
  const worker = await startProbeWorker(register.page);
  expect(await register.page.evaluate(tryWaysOut, elsewhere.port)).toEqual([]);
  expect(await worker.evaluate(tryWaysOut, elsewhere.port)).toEqual([]);
  for (const own of register.page.workers()) expect(await own.evaluate(tryWaysOut, elsewhere.port)).toEqual([]);
  expect([elsewhere.requests(), elsewhere.connections()]).toEqual([0, 0]);

  // The other side does count: the same request from outside the register arrives.
  await fetch(`http://127.0.0.1:${elsewhere.port}/`);
  expect(elsewhere.requests()).toBe(1);
});

test('with the content policy taken away the second lock still holds', async () => {
  const before = elsewhere.connections();
  const session = await register.app.context().newCDPSession(register.page);
  await session.send('Page.setBypassCSP', { enabled: true });
  await register.page.reload();
  expect(await register.page.evaluate(() => fetch('data:text/plain,free').then((reply) => reply.text()))).toBe('free');
  const worker = await startProbeWorker(register.page);
  await register.page.evaluate(tryWaysOut, elsewhere.port);
  await worker.evaluate(tryWaysOut, elsewhere.port);
  expect(elsewhere.connections()).toBe(before);
  await session.send('Page.setBypassCSP', { enabled: false });
  await session.detach();
  await register.page.reload();
});

test('every response carries the content policy: page, scripts, scripts of workers, refusals, the forwarded door', async () => {
  const responses: { url: string; policy: string | undefined }[] = [];
  register.page.on('response', (response) => {
    responses.push({ url: response.url(), policy: response.headers()['content-security-policy'] });
  });
  await register.page.reload();
  const paths = ['/', '/assets/probe-worker.js', '/assets/none.js', '/v1/customers?text=x', '/v1/join'];
  const fetched = await register.page.evaluate(
    (all) =>
      Promise.all(all.map((path) => fetch(path).then((reply) => reply.headers.get('content-security-policy') ?? ''))),
    paths,
  );
  const policies = [...responses.map(({ policy }) => policy ?? ''), ...fetched];
  expect(responses.length).toBeGreaterThan(1);
  expect(policies.length).toBeGreaterThan(paths.length + 1);
  for (const policy of policies) {
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toMatch(/unsafe-eval|\*|http/);
  }
});

test('a page cannot run text as code', async () => {
  const outcome = await register.page.evaluate(
    () =>
      new Promise((resolve) => {
        const script = document.createElement('script');
        script.textContent = 'window.injected = true';
        document.head.append(script);
        // Later, because what a debugger runs by itself is excepted from the policy.
        setTimeout(() => {
          try {
            resolve(Reflect.construct(Function, ['return 1'])());
          } catch (error) {
            resolve([error instanceof EvalError, Reflect.has(window, 'injected')]);
          }
        });
      }),
  );
  expect(outcome).toEqual([true, false]);
});

test('the window cannot be led away, opened twice or given a permission', async () => {
  const { page, app } = register;
  const address = page.url();
  await page.evaluate((port) => {
    location.href = `http://127.0.0.1:${port}/`;
  }, elsewhere.port);
  await page.evaluate(() => window.open('pawtill://register/', '_blank'));
  await page.evaluate(() => {
    location.href = 'file:///etc/passwd';
  });
  await page.waitForTimeout(300);
  expect(page.url()).toBe(address);
  expect(app.windows()).toHaveLength(1);
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
  const device = page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'given',
      (error) => error.name,
    ),
  );
  expect(['NotAllowedError', 'NotFoundError']).toContain(await device);
});

test('a channel refuses what is not of its shape', async () => {
  const { page } = register;
  expect(await page.evaluate(() => window.pawtill.about())).toMatchObject({
    electron: expect.stringMatching(/^\d+\./),
  });
  for (const wrong of [undefined, null, 7, { address: 'a@example.com' }, 'x'.repeat(300)]) {
    const answer = page.evaluate(
      (address) => Reflect.apply(window.pawtill.composeMail, null, [address]) as Promise<unknown>,
      wrong,
    );
    await expect(answer).rejects.toThrow('wrong-shape: mail:compose');
  }
  expect(await page.evaluate(() => window.pawtill.composeMail('file:///etc/passwd'))).toEqual({
    kind: 'not-an-address',
  });
});

test('a page of another origin is refused, even with our preload', async () => {
  const { app } = register;
  const opened = app.waitForEvent('window');
  await app.evaluate(({ BrowserWindow, app: electronApp }) => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: {
        preload: `${electronApp.getAppPath()}/out/preload/index.cjs`,
        sandbox: true,
        contextIsolation: true,
      },
    });
    void window.loadURL('data:text/html,<p>foreign</p>');
  });
  const foreign = await opened;
  await foreign.waitForLoadState();
  await expect(foreign.evaluate(() => window.pawtill.about())).rejects.toThrow('foreign-frame');
  await foreign.close();
});

test('a second start of the same profile ends by itself and disturbs nothing', async () => {
  const second = launchRegister({ userDataDir: register.userDataDir, appFolder: probe.folder });
  await expect(second).rejects.toThrow(/already open/);
  expect(await register.page.evaluate(() => window.pawtill.about())).toMatchObject({ version: '0.1.0' });
});

/** `Name: first value` lines of a process's status. */
function processState(pid: number): Record<string, string> {
  const lines = readFileSync(`/proc/${pid}/status`, 'utf8').split('\n');
  return Object.fromEntries(lines.map((line) => [line.split(':')[0] ?? '', line.split(/\s+/)[1] ?? '']));
}

function descendants(pid: number): number[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const children = all.filter((each) => {
    try {
      return processState(each).PPid === String(pid);
    } catch {
      return false; // it has ended meanwhile
    }
  });
  return children.flatMap((child) => [child, ...descendants(child)]);
}
