/** What each kind of error says in words of the app: a new kind fails to compile without them. */
import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react";
import type { BridgeErrorKind } from "@linnet/electron-bridge/api.js";
import type { ERROR_CODES } from "@linnet/electron-bridge/generated/contract.js";
import type { MainErrorKind } from "../../shared/app-api.js";
import { english } from "./plain.js";

/** The page's own: an address of a sound or picture led nowhere, or a page has a fault. */
type PageErrorKind = "NotFound" | "PageFailed";
type ErrorKind = keyof typeof ERROR_CODES | BridgeErrorKind | MainErrorKind | PageErrorKind;

interface ErrorWords {
  said: MessageDescriptor;
  /** What the person can do about it in this app. */
  step: MessageDescriptor | undefined;
}

const INSTALL_LINNET = msg`Install Linnet again.`;
const AGAIN = msg`Try again. If it happens again, copy a report from the details.`;
const ENGINE_AGAIN = msg`Start the engine again in Settings, under Engine.`;

const PARTLY = msg`Only a part of the file could be read.`;

const WORDS: Readonly<Record<ErrorKind, ErrorWords>> = {
  InvalidParams: {
    said: msg`A value is not one that the engine can use.`,
    step: msg`Check what was entered here.`,
  },
  RecordingNotFound: {
    said: msg`The file, folder or recording is not there.`,
    step: msg`Was it moved, or is its drive not connected? Connect it, and try again.`,
  },
  UnreadableAudio: {
    said: msg`The file cannot be read as sound: it is damaged, cut short or no sound.`,
    step: msg`Copy it from the card again, if the card still has it.`,
  },
  UnsupportedFormat: {
    said: msg`Linnet cannot read or use this kind of sound.`,
    step: msg`Convert it to WAV or FLAC, and choose the new file.`,
  },
  ModelNotInstalled: {
    said: msg`The model is not installed.`,
    step: msg`Install the model on the page Models.`,
  },
  ModelInvalid: {
    said: msg`The files of the model are damaged, or do not fit together.`,
    step: msg`Remove the model on the page Models, and install it again.`,
  },
  InferenceFailed: {
    said: msg`The model stopped with an error.`,
    step: msg`Try again. If it happens again, verify the model on the page Models.`,
  },
  ModelUnavailable: {
    said: msg`The model failed several times in a row, so Linnet leaves it alone for a while.`,
    step: msg`Try again in a minute. If it happens again, verify the model on the page Models.`,
  },
  CatalogUnavailable: {
    said: msg`The file of the project cannot be used.`,
    step: msg`Is its drive connected, and does no other program use it? Otherwise restore a backup of the project, or open another one.`,
  },
  StorageFull: {
    said: msg`There is no room to write, or the folder may not be written.`,
    step: msg`Free some space, or choose a folder that you may write to.`,
  },
  Conflict: {
    said: msg`Something else uses or changed the same thing meanwhile.`,
    step: msg`Wait until other jobs have ended, and try again.`,
  },
  PathNotAllowed: {
    said: msg`Linnet cannot use this place.`,
    step: msg`Is its drive connected? Otherwise choose another place.`,
  },
  SourceUnavailable: {
    said: msg`The download failed.`,
    step: msg`Check the connection to the internet, and try again.`,
  },
  RequestCancelled: { said: msg`It was stopped, as asked.`, step: undefined },
  NotAllowed: {
    said: msg`Linnet may not use this file or folder.`,
    step: msg`Is its drive connected? Then choose it again.`,
  },
  TooManyCalls: {
    said: msg`Too many things were asked at once.`,
    step: msg`Wait a moment, and try again.`,
  },
  TooManyJobs: {
    said: msg`Too many jobs are waiting.`,
    step: msg`Start this one when some have ended.`,
  },
  NoSuchJob: { said: msg`The job is no longer there, or cannot do this now.`, step: undefined },
  ProjectChanged: { said: msg`Another project was opened meanwhile.`, step: undefined },
  Crashed: {
    said: msg`The engine ended unexpectedly.`,
    step: msg`Try again. What was done before is kept.`,
  },
  InternalError: { said: msg`Something unexpected went wrong.`, step: AGAIN },
  Error: { said: msg`Something unexpected went wrong.`, step: AGAIN },
  CallTimedOut: {
    said: msg`The engine did not answer in time.`,
    step: msg`Try again when it has less to do.`,
  },
  SidecarStopped: { said: msg`The engine is not running.`, step: ENGINE_AGAIN },
  SidecarNotStarted: { said: msg`The engine could not be started.`, step: INSTALL_LINNET },
  SidecarNotFound: { said: msg`The engine was not found.`, step: INSTALL_LINNET },
  SidecarMismatch: {
    said: msg`The engine belongs to another version of Linnet.`,
    step: INSTALL_LINNET,
  },
  Opening: {
    said: msg`A project is being opened already.`,
    step: msg`Wait until it is open.`,
  },
  NotFound: { said: msg`The sound is not there now.`, step: undefined },
  PageFailed: { said: msg`Linnet has a fault on this page.`, step: AGAIN },
};

/** What the engine, or main, says of a trouble; `kind` is null where only a part was read. */
export interface Told {
  kind: string | null;
  message: string | null;
  hint?: string | null | undefined;
}

export interface ErrorSaid {
  said: string;
  step: string | undefined;
  /** What the engine says in its own words, where the page says it in others. */
  own: string[];
}

/** An error in the language that the page speaks now; the engine's own words where they are plain. */
export function errorSaid({ kind, message, hint }: Told): ErrorSaid {
  const known = (WORDS as Record<string, ErrorWords | undefined>)[kind ?? ""];
  const { said, step } = known ?? WORDS.InternalError;
  const ours = kind === null ? PARTLY : said;
  const shown = english(message) ?? i18n._(ours);
  // A person who reads the engine's sentence reads its hint with it, and no other one.
  const usable = english(hint);
  const next = usable ?? (hint || shown !== message ? step && i18n._(step) : undefined);
  const own = [message, hint].filter((each) => each && each !== shown && each !== next);
  return { said: shown, step: kind === null ? usable : next, own: own as string[] };
}

/** The same for a component, which is drawn again when the language changes. */
export function useErrorSaid(): typeof errorSaid {
  useLingui();
  return errorSaid;
}
