export { default } from "../(club)/loading";
