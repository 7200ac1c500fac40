package io.salvaguarda.cli;

import picocli.CommandLine.Command;

@Command(
    name = "notify",
    mixinStandardHelpOptions = true,
    description = "Who is told of what, when not, and whether it arrives.",
    subcommands = {
      NotifyTest.class,
      NotifyLog.class,
      NotifyChannels.class,
      NotifyReplay.class,
      NotifyRoute.class,
      NotifySilence.class
    })
final class NotifyCommand {}
