// Pictures and files of this computer, as one sends them from a phone: chosen, or pasted into the place where one writes.
import { $, news } from "./looks.js";
import { t } from "./words.js";

const LARGEST = 5_000_000;
const ENOUGH = 400_000;
const SIDE = 1600;

// As the app does it: a photo goes out smaller than it was taken.
async function shrunk(file) {
  if (file.size <= ENOUGH || file.type === "image/gif") return file;
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 });
}

export async function prepared(file) {
  const picture = /^image\/(png|jpeg|gif|webp)$/u.test(file.type);
  const data = picture ? await shrunk(file) : file;
  if (data.size > LARGEST) throw new Error(t("文件太大，最多 5 MB"));
  return { type: picture ? "image" : "file", name: file.name, data };
}

export function startFiles(send) {
  for (const [button, input] of [["picture", "picture-file"], ["file", "any-file"]]) {
    $(button).addEventListener("click", () => $(input).click());
    $(input).addEventListener("change", async () => {
      for (const file of $(input).files) await trySend(send, file);
      $(input).value = "";
    });
  }
  $("words").addEventListener("paste", (event) => {
    const file = [...event.clipboardData.files][0];
    if (file) { event.preventDefault(); trySend(send, file); }
  });
}

async function trySend(send, file) {
  try {
    await send(await prepared(file));
  } catch (problem) {
    news(t("没有发出去：{why}", { why: t(problem.message) }));
  }
}
