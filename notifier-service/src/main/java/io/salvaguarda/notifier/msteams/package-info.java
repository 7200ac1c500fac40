/** The Microsoft Teams carrier: an Adaptive Card without markup, to a workflow's webhook. */
package io.salvaguarda.notifier.msteams;
