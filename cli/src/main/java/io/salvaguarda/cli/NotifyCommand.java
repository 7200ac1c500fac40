package io.salvaguarda.cli;

import picocli.CommandLine.Command;

@Command(
    name = "notify",
    mixinStandardHelpOptions = true,
    description = "Who is told of what, when not, whether it arrives, and what should have come.",
    subcommands = {
      NotifyTest.class,
      NotifyLog.class,
      NotifyChannels.class,
      NotifyReplay.class,
      NotifyRoute.class,
      NotifySilence.class,
      NotifyDue.class
    })
final class NotifyCommand {}
