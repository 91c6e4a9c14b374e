// The GC Design System's signature replaces the plain words inside it; without it the words stay.
import { defineCustomElement as defineSignature } from "./vendor/components/gcds-signature.js";

defineSignature();
