package io.fieldpost.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.Drivers;
import io.fieldpost.agent.GatewayFile;
import io.fieldpost.agent.cli.Main;
import io.fieldpost.config.Choices;
import io.fieldpost.config.JsonSchema;
import io.fieldpost.config.ReferencePages;
import io.fieldpost.config.gateway.GatewayConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * The pages that are made from the code. When one of them is stale, write them anew:
 * {@code ./mvnw package -Dfieldpost.write=true -Dtest=GeneratedPagesTest -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class GeneratedPagesTest {
    private static final Path PAGES = Path.of(System.getProperty("fieldpost.root"), "docs", "reference");

    private final Choices choices = GatewayFile.choices(Drivers.onClassPath());

    @Test
    void configurationPageIsWhatTheRecordsSay() throws IOException {
        compare("configuration.md", ReferencePages.markdown("Configuration", GatewayConfig.class, choices));
    }

    @Test
    void schemaIsWhatTheRecordsSay() throws IOException {
        compare("fieldpost.schema.json", JsonSchema.text("Fieldpost gateway", GatewayConfig.class, choices));
    }

    @Test
    void commandPageIsWhatTheCommandsSay() throws IOException {
        StringBuilder page = new StringBuilder("# Commands\n\nMade from the commands' own help.\n");
        CommandLine fieldpost = Main.commandLine();
        append(page, "fieldpost", fieldpost);
        compare("commands.md", page.toString());
    }

    /** A command, and behind it the commands that it has itself. */
    private static void append(StringBuilder page, String name, CommandLine command) {
        String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF).stripTrailing();
        page.append("\n## ").append(name).append("\n\n```\n").append(help).append("\n```\n");
        command.getSubcommands().forEach((own, below) -> {
            if (!below.getCommandSpec().usageMessage().hidden() && !own.equals("help")) {
                append(page, name + " " + own, below);
            }
        });
    }

    private static void compare(String name, String expected) throws IOException {
        Path page = PAGES.resolve(name);
        if (Boolean.getBoolean("fieldpost.write")) {
            Files.writeString(page, expected);
        }
        assertThat(Files.readString(page))
                .as("docs/reference/" + name + " is stale; write it anew with -Dfieldpost.write=true, see this class")
                .isEqualTo(expected);
    }
}
