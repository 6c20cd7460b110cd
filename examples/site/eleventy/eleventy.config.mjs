export default function (config) {
  config.addPassthroughCopy("reports/**/*.{json,png,jpg,jpeg,gif,webp,avif}");
  return { dir: { includes: "_includes" } };
}
