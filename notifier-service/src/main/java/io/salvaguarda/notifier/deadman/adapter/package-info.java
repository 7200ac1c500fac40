/** Asks how this service fares and tells the dead man's switch, once over all instances. */
package io.salvaguarda.notifier.deadman.adapter;
