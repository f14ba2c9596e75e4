import { MantineProvider } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { RegisterDataContext } from '../data/hooks';
import type { RegisterData } from '../data/register-data';
import type { InstallationState, Shell } from '../data/shell';
import { FirstRunScreen } from '../features/first-run';
import { SignInScreen } from '../features/session';
import { colourVariables, theme, useFocusReturn } from '../ui';
import { ErrorBoundary } from './error-boundary';
import { RegisterScreens } from './register-screens';
import { useFocusKept } from './use-focus-kept';
import { useSingleEnter } from './use-single-enter';

export interface AppProps {
  readonly shell: Shell;
  readonly data: RegisterData;
}

/** First run, then sign-in, then the register. */
export function App({ shell, data }: AppProps) {
  const [installation, setInstallation] = useState<InstallationState | null>(null);
  const refresh = useCallback(async () => setInstallation(await shell.installation()), [shell]);
  useFocusReturn();
  useFocusKept();
  useSingleEnter();
  useEffect(() => {
    void refresh();
    return shell.onChanged(() => void refresh());
  }, [refresh, shell]);
  // Until a business is there, the server may come up or be filled by somebody else.
  const isNew = installation?.kind === 'new';
  useEffect(() => {
    if (!isNew) return;
    const again = setInterval(() => void refresh(), 2000);
    return () => clearInterval(again);
  }, [isNew, refresh]);

  return (
    <MantineProvider theme={theme} cssVariablesResolver={colourVariables} defaultColorScheme="auto">
      <ErrorBoundary>
        <RegisterDataContext value={data}>
          {installation?.kind === 'new' && (
            <FirstRunScreen shell={shell} installation={installation} onJoined={() => void refresh()} />
          )}
          {installation?.kind === 'joined' && installation.user === null && (
            <SignInScreen shell={shell} installation={installation} onSignedIn={() => void refresh()} />
          )}
          {installation?.kind === 'joined' && installation.user !== null && (
            <RegisterScreens
              shell={shell}
              onLock={() => {
                void shell.lock().then(refresh);
              }}
            />
          )}
        </RegisterDataContext>
      </ErrorBoundary>
    </MantineProvider>
  );
}
