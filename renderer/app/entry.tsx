import '@fontsource-variable/inter';
import '@mantine/core/styles.css';
import { createRoot } from 'react-dom/client';
import { bridgeShell } from '../data/bridge-shell';
import { connectRegisterData } from '../data/connect';
import '../ui/global.css';
import { App } from './app';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');

const data = await connectRegisterData(window.pawtill);
createRoot(root).render(<App shell={bridgeShell(window.pawtill)} data={data} />);
