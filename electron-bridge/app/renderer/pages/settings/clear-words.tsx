/** What clearing frees, or has freed, and what stays and why. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { ClearStorageResult } from "@linnet/electron-bridge/generated/contract.js";
import { bytes, count } from "../../i18n/format.js";
import { Path } from "../../ui/path.js";
import { Said } from "../../ui/said.js";
import { useKeptWords } from "./part-words.js";

export function ClearWords({ result }: { result: ClearStorageResult }): React.JSX.Element {
  const { t } = useLingui();
  const why = useKeptWords();
  const freed = bytes(result.bytes);
  const files = result.cleared.reduce((sum, each) => sum + each.files, 0);
  const number = count(files);
  return (
    <>
      <Said className="setting-result">
        {files === 0 ? (
          <Trans>There is nothing that can go now.</Trans>
        ) : result.dryRun ? (
          <Plural
            value={files}
            one={`This frees ${freed}, # file.`}
            other={`This frees ${freed}, ${number} files.`}
          />
        ) : (
          <Trans>{freed} are free again.</Trans>
        )}
      </Said>
      {result.kept.length > 0 && (
        <section className="setting-result" aria-label={t`What stays`}>
          <h3>
            <Trans>What stays</Trans>
          </h3>
          <ul>
            {result.kept.map((kept) => {
              const [amount, size] = [count(kept.files), bytes(kept.bytes)];
              return (
                <li key={`${kept.what} ${kept.why}`}>
                  <Plural
                    value={kept.files}
                    one={`# file, ${size}.`}
                    other={`${amount} files, ${size}.`}
                  />{" "}
                  {why[kept.why]}
                  {kept.why !== "inUse" &&
                    kept.examples.map((path) => (
                      <div key={path}>
                        <Path path={path} />
                      </div>
                    ))}
                </li>
              );
            })}
          </ul>
        </section>
      )}
    </>
  );
}
