"use client";
import { usePathname } from "next/navigation";

/** Whether this page is one of the Mini App's, which must not lead out of it. */
export const useInTelegram = (): boolean => usePathname().startsWith("/tg/");

/** Where rooms are on the site one is on. */
export const useRoomsPath = (): "/tg/rooms" | "/rooms" => (useInTelegram() ? "/tg/rooms" : "/rooms");
