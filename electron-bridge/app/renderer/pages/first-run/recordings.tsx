/** The first screen: a card or a folder, looked at before anything is imported. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { length } from "../../i18n/format.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";
import { Icon } from "../../ui/icon.js";
import { Progress } from "../../ui/progress.js";
import { type Cards, nameOf, readable } from "./cards.js";
import { Folder } from "./folder.js";
import { OtherProject } from "./other-project.js";
import { Unreadable } from "../../notes/unread.js";
import { Said } from "../../ui/said.js";

export function Recordings({ cards, over }: { cards: Cards; over: boolean }): React.JSX.Element {
  const { inputs, add } = cards;
  const choose = async (): Promise<void> => {
    add(await window.app.pick("recordings"));
  };
  const trySample = async (): Promise<void> => {
    add(await window.app.sample());
  };
  const empty = inputs.length === 0;
  return (
    <>
      <section className={`drop ${empty ? "wide" : ""} ${over ? "over" : ""}`}>
        <Icon name="recordings" size={empty ? 40 : 24} />
        <p>
          {empty ? (
            <Trans>Drop a memory card or a folder of recordings here, or</Trans>
          ) : (
            <Trans>More recordings? Drop another card or folder, or</Trans>
          )}
        </p>
        <Button autoFocus variant={empty ? "primary" : "plain"} onPress={() => void choose()}>
          {empty ? <Trans>Choose a folder…</Trans> : <Trans>Choose another folder…</Trans>}
        </Button>
        {empty && (
          <Button variant="quiet" onPress={() => void trySample()}>
            <Trans>Try it with a sample recording</Trans>
          </Button>
        )}
        {empty && (
          <p className="quiet small">
            <Trans>Linnet only reads them. Your recordings stay where they are, unchanged.</Trans>
          </p>
        )}
      </section>
      {!empty && <Found cards={cards} />}
      {empty && <OtherProject />}
    </>
  );
}

function Found({ cards }: { cards: Cards }): React.JSX.Element {
  const { t } = useLingui();
  const { inputs, look, remove, again } = cards;
  const { folders, result, error } = look;
  const errors = result?.errors ?? [];
  const nothing = result !== undefined && readable(look) === 0;
  const none = errors.filter(({ kind }) => kind === "RecordingNotFound");
  const unread = errors.filter(({ kind }) => kind !== "RecordingNotFound");
  return (
    <>
      <ul className="look-inputs" aria-label={t`Chosen folders`}>
        {inputs.map(({ path, name }) => (
          <li key={path} title={path}>
            {name}
            <Button
              variant="quiet"
              aria-label={t`Leave out ${name}`}
              onPress={() => {
                remove(path);
              }}
            >
              <Icon name="close" size={16} />
            </Button>
          </li>
        ))}
      </ul>
      {error !== undefined && <Failure error={error} action={{ text: t`Try again`, act: again }} />}
      {result === undefined && error === undefined && <Looking cards={cards} />}
      {nothing && unread.length > 0 && (
        <Banner tone="warn">
          <Trans>None of these files can be read. Copy them from the card again.</Trans>
        </Banner>
      )}
      {none.map(({ path }) => (
        <NoneThere key={path} name={nameOf(path, inputs)} />
      ))}
      {folders.length > 0 && (
        <ul className="look" aria-label={t`Found recordings`}>
          {folders.map((folder) => (
            <Folder key={folder.path} folder={folder} name={nameOf(folder.path, inputs)} />
          ))}
        </ul>
      )}
      {result !== undefined && !nothing && <Sum cards={cards} />}
      {unread.length > 0 && <Unreadable errors={unread} />}
    </>
  );
}

function NoneThere({ name }: { name: string }): React.JSX.Element {
  return (
    <Banner tone="warn">
      <Trans>There are no recordings in {name}. Linnet reads WAV, FLAC, MP3, OGG and others.</Trans>
    </Banner>
  );
}

function Looking({ cards }: { cards: Cards }): React.JSX.Element {
  const { t } = useLingui();
  const { done, total } = cards.look;
  return (
    <Progress
      label={t`Looking at the recordings`}
      share={total === 0 ? null : done / total}
      text={total === 0 ? t`Looking…` : t`${done} of ${total} files`}
    />
  );
}

function Sum({ cards }: { cards: Cards }): React.JSX.Element {
  const files = readable(cards.look);
  const all = length(cards.look.folders.reduce((sum, { seconds }) => sum + seconds, 0));
  return (
    <Said>
      <Plural value={files} one="# recording is ready." other="# recordings are ready." />{" "}
      <span className="quiet">
        <Plural value={files} one={`It lasts ${all}.`} other={`Together they last ${all}.`} />
      </span>
    </Said>
  );
}
