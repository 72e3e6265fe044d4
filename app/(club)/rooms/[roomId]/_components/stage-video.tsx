"use client";
import { Camera, CameraOff, MonitorOff, MonitorUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "../../../../_components/ui/button";
import { notify } from "../../../../_components/ui/notify";
import { type Picture, picturesOf, setPicture, watchPictures } from "../../../../_player/video";
import { voiceConnection } from "../../../../_player/voice";
import type { RoomDetailView } from "@/lib/rooms/schema";

function Tile({ picture, label }: { picture: Picture; label: string }) {
  const video = useRef<HTMLVideoElement>(null);
  const { attach } = picture;
  useEffect(() => (video.current ? attach(video.current) : undefined), [attach]);
  return (
    <figure className="relative overflow-hidden rounded-card border border-line bg-raised">
      {/* Sound comes by its own track; a muted video needs no captions. */}
      <video ref={video} autoPlay playsInline muted aria-label={label} className={`aspect-video w-full ${picture.kind === "screen" ? "object-contain" : "object-cover"}`} />
      <figcaption className="absolute bottom-2 left-2 rounded-inner bg-background/80 px-2 py-1 text-xs">{label}</figcaption>
    </figure>
  );
}

/** Cameras and screens of the stage, and the two buttons for whoever stands on it. Loaded only in rooms with video. */
export default function StageVideo({ detail, memberId }: { detail: RoomDetailView; memberId: string }) {
  const t = useTranslations("room.video");
  const room = voiceConnection();
  const [pictures, setPictures] = useState<Picture[]>([]);
  const [busy, setBusy] = useState<Picture["kind"] | null>(null);
  useEffect(() => {
    if (!room) return;
    const look = () => setPictures((before) => {
      const known = new Map(before.map((picture) => [picture.key, picture]));
      return picturesOf(room).map((picture) => known.get(picture.key) ?? picture);
    });
    look();
    return watchPictures(room, look);
  }, [room]);
  if (!room) return null;
  const shows = (kind: Picture["kind"]) => pictures.some((picture) => picture.own && picture.kind === kind);
  const nameOf = (id: string) => detail.seats.find((seat) => seat.person.id === id)?.person.name ?? "";
  async function toggle(kind: Picture["kind"]) {
    if (!room) return;
    setBusy(kind);
    await setPicture(room, kind, !shows(kind)).catch(() => notify({ id: "picture", title: t("failed"), tone: "bad" }));
    setBusy(null);
  }
  const mayShare = typeof navigator !== "undefined" && "getDisplayMedia" in (navigator.mediaDevices ?? {});
  if (pictures.length === 0 && !detail.me.onStage) return null;
  return (
    <section aria-label={t("stage")} className="flex flex-col gap-4">
      {pictures.length > 0 ? (
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          {pictures.map((picture) => (
            <div key={picture.key} className={picture.kind === "screen" ? "sm:col-span-2" : ""}>
              <Tile picture={picture} label={t(picture.kind === "screen" ? "ofScreen" : "ofCamera", { name: nameOf(picture.memberId) || memberId })} />
            </div>
          ))}
        </div>
      ) : null}
      {detail.me.onStage ? (
        <div className="flex flex-wrap gap-2">
          <Button size="sm" busy={busy === "camera"} aria-pressed={shows("camera")} icon={shows("camera") ? <CameraOff aria-hidden size={16} /> : <Camera aria-hidden size={16} />} onClick={() => void toggle("camera")} data-testid="camera">{shows("camera") ? t("cameraOff") : t("cameraOn")}</Button>
          {mayShare ? <Button size="sm" busy={busy === "screen"} aria-pressed={shows("screen")} icon={shows("screen") ? <MonitorOff aria-hidden size={16} /> : <MonitorUp aria-hidden size={16} />} onClick={() => void toggle("screen")} data-testid="screen">{shows("screen") ? t("screenOff") : t("screenOn")}</Button> : null}
        </div>
      ) : null}
    </section>
  );
}
