/** One species: its figures, best clips, sites, hours by months, and scores with verdicts. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { useCommands } from "../../keys/scopes.js";
import { go } from "../../routes.js";
import { useFirst } from "../../species/names.js";
import { Banner } from "../../ui/banner.js";
import { Failure } from "../../ui/failure.js";
import { Loading } from "../../ui/loading.js";
import { detectionsQuery } from "./addresses.js";
import { useClips } from "./clip-rows.js";
import { Clips, playClip } from "./clips.js";
import { sitesOf, stepsOf, undatedOf, useFigures, useSurveys } from "./figures.js";
import { Head } from "./head.js";
import { useNeighbours } from "./neighbours.js";
import { NotHeard } from "./not-heard.js";
import { ScorePanel } from "./score-panel.js";
import { Season } from "./season.js";
import { SitesPanel } from "./sites-panel.js";

/** To the clips, where they are shown. */
function focusClips(): boolean {
  const clip = document.querySelector<HTMLElement>('.clips [tabindex="0"]');
  clip?.focus();
  return clip !== null;
}

export function One({ species }: { species: string }): React.JSX.Element {
  const { t } = useLingui();
  const { presence, bySite, season, scores, judged } = useFigures(species);
  const common = presence.value?.rows[0]?.common ?? null;
  const title = useFirst()(species, common) ?? species;
  const { surveys, error: unnamed } = useSurveys(bySite.value?.rows);
  const sites = useMemo(
    () =>
      bySite.value &&
      presence.value &&
      surveys &&
      sitesOf(bySite.value.rows, presence.value.rows, surveys),
    [bySite.value, presence.value, surveys],
  );
  const steps = useMemo(
    () => scores.value && judged.value && stepsOf(scores.value.rows, judged.value.rows),
    [scores.value, judged.value],
  );
  const all = presence.value?.rows.find(({ scope }) => scope === "all");
  const heard = useMemo(
    () =>
      presence.value?.rows.flatMap(({ scope, siteId }) =>
        scope === "site" && siteId !== null ? [siteId] : [],
      ),
    [presence.value],
  );
  const clips = useClips(species, heard);
  const { before, after } = useNeighbours(species);
  const other = (to: string | undefined) => () => {
    if (to === undefined) return false;
    go("species", { s: to });
  };
  useCommands({
    "species.before": other(before),
    "species.after": other(after),
    "species.clips": focusClips,
    "species.detections": () => {
      go("detections", detectionsQuery(species));
    },
    "species.verify": () => {
      go("verify", { draw: species });
    },
    "species.judge": () => {
      go("verify", { where: JSON.stringify({ species: [species] }) });
    },
    "species.export": () => {
      go("export", { where: JSON.stringify({ species: [species] }) });
    },
    "species.search": () => {
      go("species");
    },
    "species.list": () => {
      go("species");
    },
    "species.play": () => {
      const best = clips.value?.find(({ missingSince }) => missingSince === null);
      if (best === undefined) return false;
      playClip(best);
    },
  });
  const undated = season.value === undefined ? 0 : undatedOf(season.value.rows);
  const error =
    [presence, bySite, season, scores, judged].find((each) => each.error)?.error ?? unnamed;
  return (
    <>
      <Head {...{ species, common, before, after, all, steps, sites }} />
      {undated > 0 && all !== undefined && undated < all.detections && (
        <Banner
          tone="warn"
          action={{
            text: t`Mend them in Recordings`,
            act: () => {
              go("recordings", { view: "table", f: "undated" });
            },
          }}
        >
          <Plural
            value={undated}
            one="# detection is in a recording without a date. It is in no night and in no hour."
            other="# detections are in recordings without a date. They are in no night and in no hour."
          />
        </Banner>
      )}
      <div className="page-body species-page">
        {error !== undefined && <Failure error={error} />}
        {presence.value === undefined && error === undefined && <Loading />}
        {presence.value !== undefined && all === undefined ? (
          <NotHeard species={species} />
        ) : (
          all !== undefined && (
            <>
              <section className="card species-clips" aria-label={t`Best clips`}>
                <h2>
                  <Trans>Best clips</Trans>
                </h2>
                <Clips species={species} clips={clips.value} sites={sites} error={clips.error} />
              </section>
              {sites !== undefined && <SitesPanel species={species} sites={sites} />}
              {season.value !== undefined && (
                <Season species={species} title={title} rows={season.value.rows} />
              )}
              {steps !== undefined && <ScorePanel species={species} title={title} steps={steps} />}
            </>
          )
        )}
      </div>
    </>
  );
}
