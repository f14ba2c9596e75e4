import type { Epoch } from '../../../core/sync/epoch';
import type {
  AuditRow,
  DecisionRow,
  JoinCodeRow,
  ProgramVersionRow,
  RegisterRow,
  ServerRow,
  UserVersionRow,
} from '../rows';
import type { StoreReads, StoreTransaction } from '../store';
import { jsonList, sql, type Run } from './statement';

const SERVER = `SELECT epoch_number AS number, epoch_random AS random, account_id AS "accountId",
    account_name AS "accountName", decisions_through AS "decisionsThrough", decisions_baseline AS "decisionsBaseline"
  FROM server`;
const READ_SERVER = sql('server', SERVER);
const LOCK_SERVER = sql('lock-server', `${SERVER} FOR UPDATE`);
const PUT_SERVER = sql(
  'put-server',
  `UPDATE server SET epoch_number = $1, epoch_random = $2, account_id = $3, account_name = $4, decisions_through = $5,
      decisions_baseline = $6`,
);

const REGISTERS = sql('registers', 'SELECT body FROM registers ORDER BY id');
const BY_TOKEN = sql('register-by-token', 'SELECT body FROM registers WHERE token_hash = $1');
const PUT_REGISTER = sql(
  'put-register',
  `INSERT INTO registers VALUES ($1, $2, $3)
   ON CONFLICT (id) DO UPDATE SET token_hash = excluded.token_hash, body = excluded.body`,
);
const LOCK_JOIN_CODE = sql('lock-join-code', 'SELECT body FROM join_codes WHERE code_hash = $1 FOR UPDATE');
const PUT_JOIN_CODE = sql(
  'put-join-code',
  'INSERT INTO join_codes VALUES ($1, $2) ON CONFLICT (code_hash) DO UPDATE SET body = excluded.body',
);

const VERIFIER = sql('verifier', 'SELECT verifier FROM user_verifiers WHERE user_id = $1');
const PUT_VERIFIER = sql(
  'put-verifier',
  'INSERT INTO user_verifiers VALUES ($1, $2) ON CONFLICT (user_id) DO UPDATE SET verifier = excluded.verifier',
);
const USER_VERSIONS = sql(
  'user-versions',
  'SELECT user_id AS "userId", valid_from AS "from", body AS document FROM user_versions ORDER BY valid_from, user_id',
);
const ADD_USER_VERSION = sql(
  'add-user-version',
  'INSERT INTO user_versions VALUES ($1, $2, $3) ON CONFLICT (user_id, valid_from) DO UPDATE SET body = excluded.body',
);
const PROGRAM_VERSIONS = sql(
  'program-versions',
  `SELECT program_id AS "programId", version, body AS document FROM program_versions
    WHERE (program_id, version) IN (SELECT * FROM unnest($1::text[], $2::integer[])) ORDER BY program_id, version`,
);
const ADD_PROGRAM_VERSION = sql(
  'add-program-version',
  'INSERT INTO program_versions VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
);

const DECISIONS = sql('decisions', 'SELECT body FROM decisions WHERE number > $1 ORDER BY number LIMIT $2');
const ADD_DECISIONS = sql(
  'add-decisions',
  `INSERT INTO decisions SELECT *
     FROM unnest($1::bigint[], $2::text[], $3::json[]) AS row (number, signature, body)
   ON CONFLICT DO NOTHING RETURNING body`,
);
const AUDIT = sql('audit', 'SELECT body FROM audit ORDER BY at, id');
const ADD_AUDIT = sql(
  'add-audit',
  `INSERT INTO audit SELECT *
     FROM unnest($1::text[], $2::bigint[], $3::json[]) AS row (id, at, body)
   ON CONFLICT DO NOTHING`,
);

interface Body<Row> {
  readonly body: Row;
}

type AccountReads = Pick<
  StoreReads,
  | 'server'
  | 'registers'
  | 'registerByToken'
  | 'verifier'
  | 'userVersions'
  | 'programVersions'
  | 'decisions'
  | 'auditRows'
>;
type AccountWrites = Pick<
  StoreTransaction,
  | 'lockServer'
  | 'lockJoinCode'
  | 'putServer'
  | 'putRegister'
  | 'putJoinCode'
  | 'putVerifier'
  | 'addUserVersion'
  | 'addProgramVersion'
  | 'addDecisions'
  | 'addAuditRows'
>;

/** Account, registers, users, programs and decisions as they are asked for. */
export function accountReads(run: Run): AccountReads {
  return {
    server: async () => serverRow(await run<FoundServer>(READ_SERVER)),
    registers: async () => bodies(await run<Body<RegisterRow>>(REGISTERS)),
    async registerByToken(tokenHash) {
      const [found] = await run<Body<RegisterRow>>(BY_TOKEN, [tokenHash]);
      return found?.body ?? null;
    },
    async verifier(userId) {
      const [found] = await run<{ verifier: string }>(VERIFIER, [userId]);
      return found?.verifier ?? null;
    },
    userVersions: () => run<UserVersionRow>(USER_VERSIONS),
    programVersions: async (wanted) =>
      wanted.length === 0
        ? []
        : run<ProgramVersionRow>(PROGRAM_VERSIONS, [
            wanted.map((one) => one.programId),
            wanted.map((one) => one.version),
          ]),
    decisions: async (after, limit) => bodies(await run<Body<DecisionRow>>(DECISIONS, [after, limit])),
    auditRows: async () => bodies(await run<Body<AuditRow>>(AUDIT)),
  };
}

/** The same as they are written. */
export function accountWrites(run: Run): AccountWrites {
  return {
    lockServer: async () => serverRow(await run<FoundServer>(LOCK_SERVER)),
    async lockJoinCode(codeHash) {
      const [found] = await run<Body<JoinCodeRow>>(LOCK_JOIN_CODE, [codeHash]);
      return found?.body ?? null;
    },
    async putServer({ epoch, accountId, accountName, decisionsThrough, decisionsBaseline }) {
      const values = [epoch?.number ?? null, epoch?.random ?? null, accountId, accountName];
      await run(PUT_SERVER, [...values, decisionsThrough, decisionsBaseline]);
    },
    async putRegister(row) {
      await run(PUT_REGISTER, [row.id, row.tokenHash, JSON.stringify(row)]);
    },
    async putJoinCode(row) {
      await run(PUT_JOIN_CODE, [row.codeHash, JSON.stringify(row)]);
    },
    async putVerifier(userId, verifier) {
      await run(PUT_VERIFIER, [userId, verifier]);
    },
    async addUserVersion({ userId, from, document }) {
      await run(ADD_USER_VERSION, [userId, from, JSON.stringify(document)]);
    },
    async addProgramVersion({ programId, version, document }) {
      await run(ADD_PROGRAM_VERSION, [programId, version, JSON.stringify(document)]);
    },
    async addDecisions(rows) {
      if (rows.length === 0) return [];
      const columns = [rows.map((row) => row.number), rows.map((row) => row.signature), jsonList(rows)];
      return bodies(await run<Body<DecisionRow>>(ADD_DECISIONS, columns));
    },
    async addAuditRows(rows) {
      if (rows.length === 0) return;
      await run(ADD_AUDIT, [rows.map((row) => row.id), rows.map((row) => row.at), jsonList(rows)]);
    },
  };
}

type FoundServer = Omit<ServerRow, 'epoch'> & { readonly [Part in keyof Epoch]: Epoch[Part] | null };

function serverRow([found]: readonly FoundServer[]): ServerRow {
  if (found === undefined) throw new Error('The database has lost its server row.');
  const { number, random, ...row } = found;
  return { epoch: number === null || random === null ? null : { number, random }, ...row };
}

const bodies = <Row>(rows: readonly Body<Row>[]) => rows.map(({ body }) => body);
