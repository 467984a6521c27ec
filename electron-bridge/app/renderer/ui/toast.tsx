/** Short news of what happened elsewhere, such as a run that ended; never an error of this page. */
import { useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import {
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from "react-aria-components";
import { Button } from "./button.js";
import { Icon } from "./icon.js";
import { useOpenDialogs } from "./open-dialogs.js";
import "./toast.css";

export interface News {
  text: string;
  action?: { text: string; act: () => void };
}

const queue = new ToastQueue<News>({ maxVisibleToasts: 3 });

const SHOWN_MS = 8_000;

/** What is returned takes the news away, where it is no longer true. */
export function tell(news: News): () => void {
  const key = queue.add(news, { timeout: SHOWN_MS });
  return () => {
    queue.close(key);
  };
}

/** Under a dialog news cannot be read, so that its time does not pass. */
function useWaiting(): void {
  const covered = useOpenDialogs(({ count }) => count > 0);
  useEffect(() => {
    if (!covered) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // The time of news that comes now begins once it is drawn.
    const pause = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        queue.pauseAll();
      });
    };
    pause();
    const unsubscribe = queue.subscribe(pause);
    return () => {
      clearTimeout(timer);
      unsubscribe();
      // What was not paused yet must not run twice.
      queue.pauseAll();
      queue.resumeAll();
    };
  }, [covered]);
}

export function Toasts(): React.JSX.Element {
  const { t } = useLingui();
  useWaiting();
  return (
    <ToastRegion queue={queue} className="toasts" aria-label={t`News`}>
      {({ toast }) => (
        <Toast toast={toast} className="toast">
          <ToastContent>
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          {toast.content.action !== undefined && (
            <Button variant="quiet" onPress={toast.content.action.act}>
              {toast.content.action.text}
            </Button>
          )}
          <Button variant="quiet" slot="close" aria-label={t`Close`}>
            <Icon name="close" size={16} />
          </Button>
        </Toast>
      )}
    </ToastRegion>
  );
}
