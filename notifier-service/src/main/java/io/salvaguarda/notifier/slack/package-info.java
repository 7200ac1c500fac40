/** The Slack carrier: blocks whose texts Slack does not read for markup, to an incoming webhook. */
package io.salvaguarda.notifier.slack;
