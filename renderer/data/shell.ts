import type { Location, User } from '../../core/domain/organisation/organisation';
import type { Result } from '../../core/kernel/result';

/** A refusal of main: a stable code for support and one sentence for the person. */
export interface ShellRefusal {
  readonly code: string;
  readonly message: string;
}

/** Where this installation stands. */
export type InstallationState =
  | {
      readonly kind: 'new';
      readonly serverUrl: string | null;
      readonly server: 'empty' | 'preparing' | 'ready' | 'unreachable';
    }
  | {
      readonly kind: 'joined';
      readonly accountName: string;
      readonly locationName: string;
      readonly registerName: string;
      readonly user: User | null;
      /** Plain notice when secrets could only be kept in a protected file. */
      readonly notice: string | null;
    };

/** A user as the sign-in screen shows it. */
export interface SignInUser {
  readonly id: string;
  readonly username: string;
  readonly role: User['role'];
  readonly demoPin: string | null;
  /** False: never signed in here, so the network is needed once (RO-13). */
  readonly knownHere: boolean;
}

export interface BusinessForm {
  readonly accountName: string;
  readonly location: Omit<Location, 'id' | 'kind'>;
  readonly username: string;
  readonly pin: string;
}

/** What main does for the screens: joining, signing in, the mail program. Never data of customers. */
export interface Shell {
  installation(): Promise<InstallationState>;
  /** Called when `installation` answers something new. */
  onChanged(listener: () => void): () => void;
  /** Started with `--demo`: a new installation begins with the demo at once. */
  isDemoWanted(): Promise<boolean>;
  /** Progress of the demo from 0 to 1 while it is being made. */
  setUpDemo(progress: (done: number) => void): Promise<Result<null, ShellRefusal>>;
  setUpBusiness(form: BusinessForm): Promise<Result<null, ShellRefusal>>;
  join(serverUrl: string, code: string): Promise<Result<null, ShellRefusal>>;
  users(): Promise<readonly SignInUser[]>;
  signIn(userId: string, pin: string): Promise<Result<User, ShellRefusal>>;
  lock(): Promise<void>;
  /** Opens the computer's mail program with one address (CL-6). */
  writeTo(email: string): Promise<void>;
}
