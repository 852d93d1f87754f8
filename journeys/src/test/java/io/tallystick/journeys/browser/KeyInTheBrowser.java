package io.tallystick.journeys.browser;

import com.microsoft.playwright.Page;

/** Tries, as a script of the page could, what can be done with the key that the page keeps. */
final class KeyInTheBrowser {

  private static final String TRY =
      """
      async () => {
        const db = await new Promise((resolve, reject) => {
          const request = indexedDB.open("tallystick", 1);
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        const keys = await new Promise((resolve) => {
          const request = db.transaction("keys").objectStore("keys").getAll();
          request.onsuccess = () => resolve(request.result);
        });
        const exported = (format) =>
          crypto.subtle.exportKey(format, keys[0]).then(() => "exported", () => "refused");
        const words = new TextEncoder().encode("words");
        const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, keys[0], words);
        return {
          keys: keys.length,
          extractable: keys[0].extractable,
          jwk: await exported("jwk"),
          pkcs8: await exported("pkcs8"),
          signs: signature.byteLength,
        };
      }
      """;

  /** How many keys there are, and for the first: what the browser says of it and lets one do. */
  static Object tried(Page page) {
    return page.evaluate(TRY);
  }

  private KeyInTheBrowser() {}
}
