// Stands in for the browser's speech: it keeps the standard's contract of events (Web Speech API, 4.2.5), and speaks
// only when the test says so. `speech.said` holds what was asked to be spoken.
{
  const voice = (name, lang, localService = true) => ({ name, voiceURI: name, lang, localService, default: false });
  const voices = { none: [], local: [voice("Lan", "vi-VN"), voice("Ann", "en_GB"), voice("Xa", "vi-VN", false)], remote: [voice("Xa", "vi-VN", false)], own: [voice("Lan", "vi-VN"), voice("Far", "en-GB", false)] };

  class Speech extends EventTarget {
    said = [];
    deaf = false; // what it is given to say never begins
    current = null;
    voices = voices[globalThis.voicesHere ?? "local"];
    pending = false;
    paused = false;
    get speaking() {
      return this.current != null;
    }
    getVoices() {
      return this.voices;
    }
    arrive(kind) {
      this.voices = voices[kind];
      this.dispatchEvent(new Event("voiceschanged"));
    }
    speak(utterance) {
      this.said.push(utterance.text);
      this.current = utterance;
      if (!this.deaf) queueMicrotask(() => utterance.onstart?.({}));
    }
    cancel() {
      const cut = this.current;
      this.current = null;
      if (cut) queueMicrotask(() => cut.onerror?.({ error: "canceled" }));
    }
    word(charIndex, charLength) {
      this.current.onboundary?.({ name: "word", charIndex, charLength });
    }
    finish() {
      const done = this.current;
      this.current = null;
      done.onend?.({});
    }
    fail(error) {
      const broken = this.current;
      this.current = null;
      broken.onerror?.({ error });
    }
    lose() {
      this.current = null;
    }
  }
  window.speech = new Speech();
  Object.defineProperty(window, "speechSynthesis", { value: window.speech, configurable: true });
  window.SpeechSynthesisUtterance = class {
    constructor(text) {
      this.text = text;
    }
  };
}
