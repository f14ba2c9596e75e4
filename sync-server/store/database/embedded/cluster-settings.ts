import { SOCKET_PORT, type ClusterFolder } from './cluster-folder';

/**
 * The settings of the embedded PostgreSQL, given on its command line at every start so that they follow the product's
 * version and not the day a folder was made.
 *
 * `extra` is for tests and measurements.
 */
export function clusterSettings(
  folder: ClusterFolder,
  port: number,
  extra: Readonly<Record<string, string>> = {},
): readonly string[] {
  const where: Record<string, string> =
    folder.transport === 'socket'
      ? { listen_addresses: '', unix_socket_directories: quoted(folder.sockets), port: String(SOCKET_PORT) }
      : { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(port) };
  const settings = { ...where, unix_socket_permissions: '0700', ...SETTINGS, log_directory: folder.logs, ...extra };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

const SETTINGS: Readonly<Record<string, string>> = {
  // What was answered as kept is kept, whatever happens next (OX-1).
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',

  // A shop's own computer runs other things too.
  max_connections: '100',
  shared_buffers: '128MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '512MB',
  min_wal_size: '64MB',
  max_wal_size: '512MB',
  max_parallel_workers_per_gather: '0',
  io_method: 'sync', // no I/O worker processes for a database that fits in memory
  jit: 'off',
  wal_level: 'minimal', // nobody replicates from it; backups are our own
  max_wal_senders: '0',

  // A server process that hangs in a transaction must not keep its locks for ever.
  idle_in_transaction_session_timeout: '60s',
  client_connection_check_interval: '10s',

  timezone: 'UTC',
  log_timezone: 'UTC',

  // A log that says how PostgreSQL is, and never what was in a statement or a row: statement errors go to the client
  // only, and details, hints and parameters (where values would appear) nowhere.
  logging_collector: 'on',
  log_destination: 'stderr',
  log_filename: 'postgres-%Y-%m-%d_%H%M%S.log',
  log_rotation_age: '1d',
  log_rotation_size: '5MB',
  log_file_mode: '0600',
  log_line_prefix: '%m [%p] ',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_duration: 'off',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_connections: '',
  log_disconnections: 'off',
  log_checkpoints: 'off',
  log_autovacuum_min_duration: '-1',
};

/** One folder in a setting that takes a list of them. */
function quoted(folder: string): string {
  return `"${folder.replaceAll('"', '""')}"`;
}
