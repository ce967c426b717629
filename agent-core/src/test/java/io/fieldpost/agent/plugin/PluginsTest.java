package io.fieldpost.agent.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.Drivers;
import io.fieldpost.config.gateway.PluginPin;
import io.fieldpost.config.gateway.PluginSettings;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.PolledDriver;
import io.fieldpost.driver.ValueType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;

class PluginsTest {
    private static final String SEVEN = "static Object answer() { return 7; }";

    @TempDir
    private Path directory;

    private Path plugins;

    @BeforeEach
    void makeTheirDirectory() throws Exception {
        plugins = Files.createDirectories(directory.resolve("plugins"));
    }

    private Plugins load(List<PluginPin> pins, List<Path> keys) {
        Plugins found = new Plugins(new PluginSettings(plugins, pins, keys));
        found.refresh();
        return found;
    }

    private Plugins load() {
        return load(List.of(), List.of());
    }

    private static String ask(DriverFactory<?> factory) throws Exception {
        return asked(factory);
    }

    private static <C extends Record> String asked(DriverFactory<C> factory) throws Exception {
        DriverContext context = Mockito.mock(DriverContext.class);
        Mockito.when(context.clock()).thenReturn(InstantSource.system());
        C settings = factory.configType()
                .cast(factory.configType().getConstructor(int.class).newInstance(7));
        PolledDriver driver = (PolledDriver) factory.create(settings, context);
        Point point = new Point("s", "p", "", ValueType.TEXT, "1");
        return ((io.fieldpost.driver.Value.Text)
                        driver.read(List.of(point)).get(0).value())
                .value();
    }

    @Test
    void nothingThereIsNoProblem() {
        Plugins found = new Plugins(new PluginSettings(directory.resolve("none"), List.of(), List.of()));
        found.refresh();

        assertThat(found.loaded()).isEmpty();
        assertThat(found.refused()).isEmpty();
    }

    @Test
    void driverOfAPluginIsOneOfTheDrivers() throws Exception {
        new BuiltPlugin("com.acme", "acme", SEVEN)
                .with("Implementation-Version", "2.1")
                .in(plugins, "acme-press");
        Plugins found = load();

        assertThat(found.refused()).isEmpty();
        Plugin plugin = found.loaded().get(0);
        assertThat(plugin.name()).isEqualTo("acme-press");
        assertThat(plugin.version()).isEqualTo("2.1");
        byte[] jar = Files.readAllBytes(plugins.resolve("acme-press/acme-press.jar"));
        assertThat(plugin.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(jar)));
        Drivers drivers = Drivers.of(List.of()).with(found.loaded(), line -> {});
        DriverFactory<?> factory = drivers.find("acme");
        assertThat(factory).isNotNull();
        assertThat(ask(factory)).isEqualTo("7");
    }

    @Test
    void twoPluginsHaveLibrariesOfTheirOwnAndSeeNoneOfTheAgents() throws Exception {
        for (String version : List.of("1", "2")) {
            new BuiltPlugin("com.vendor" + version, "vendor" + version, """
                            static Object answer() {
                                try {
                                    Class.forName("picocli.CommandLine", false, VendorFactory.class.getClassLoader());
                                    return "sees the agent's libraries";
                                } catch (ClassNotFoundException none) {
                                    return org.library.Version.NUMBER;
                                }
                            }
                            """)
                    .alongWith(
                            "org.library.Version",
                            "package org.library; public class Version { public static final Object NUMBER = \""
                                    + version + ".0\"; }")
                    .in(plugins, "vendor" + version);
        }
        List<String> answers = new ArrayList<>();
        for (Plugin plugin : load().loaded()) {
            answers.add(ask(plugin.factories().get(0)));
        }

        assertThat(answers).containsExactly("1.0", "2.0");
    }

    @Test
    void jarsMayBeTakenAwayOnceTheyAreLoaded() throws Exception {
        Path jars = new BuiltPlugin("com.acme", "acme", "static Object answer() { return com.acme.Late.VALUE; }")
                .alongWith("com.acme.Late", "package com.acme; class Late { static final Object VALUE = \"late\"; }")
                .in(plugins, "acme");
        Plugin plugin = load().loaded().get(0);
        Files.delete(jars.resolve("acme.jar"));

        assertThat(ask(plugin.factories().get(0))).isEqualTo("late");
        plugin.classes().close();
    }

    @Test
    void pinnedOnesAloneAreLoadedAndOnlyAsPinned() throws Exception {
        new BuiltPlugin("com.acme", "acme", SEVEN).in(plugins, "acme");
        new BuiltPlugin("com.bolt", "bolt", SEVEN).in(plugins, "bolt");
        String sha256 = load().loaded().get(0).sha256();

        assertThat(load(List.of(new PluginPin("acme", sha256.toUpperCase())), List.of())
                        .loaded())
                .extracting(Plugin::name)
                .containsExactly("acme");
        assertThat(load(List.of(new PluginPin("acme", "0".repeat(64))), List.of())
                        .refused())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("plug-in acme is not loaded, its SHA-256 is " + sha256 + " and not the pinned 000"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("plug-in bolt is not loaded, plugins.pins names others and not this one; pin it"));
    }

    @Test
    void signedOnesAloneAreLoadedWhereKeysAreNamed() throws Exception {
        Path acme = new BuiltPlugin("com.acme", "acme", SEVEN).in(plugins, "acme");
        Path bolt = new BuiltPlugin("com.bolt", "bolt", SEVEN).in(plugins, "bolt");
        new BuiltPlugin("com.cast", "cast", SEVEN).in(plugins, "cast");
        List<Plugin> all = load().loaded();
        KeyPair vendor = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair stranger = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        sign(vendor, all.get(0), acme);
        sign(stranger, all.get(1), bolt);
        Path key = Files.writeString(
                directory.resolve("vendor.pem"),
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(vendor.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
        Plugins found = load(List.of(), List.of(key));

        assertThat(found.loaded()).extracting(Plugin::name).containsExactly("acme");
        assertThat(found.refused())
                .anySatisfy(line ->
                        assertThat(line).startsWith("plug-in bolt is not loaded, plugin.sig is no signature of"))
                .anySatisfy(line -> assertThat(line).startsWith("plug-in cast is not loaded, it is not signed"));
    }

    private static void sign(KeyPair pair, Plugin plugin, Path where) throws Exception {
        Signature signing = Signature.getInstance("Ed25519");
        signing.initSign(pair.getPrivate());
        signing.update(plugin.sha256().getBytes(StandardCharsets.US_ASCII));
        Files.write(where.resolve("plugin.sig"), signing.sign());
    }

    @Test
    void whatIsWrongWithEachIsSaidAndTheOthersAreLoaded() throws Exception {
        new BuiltPlugin("com.acme", "acme", SEVEN).in(plugins, "acme");
        new BuiltPlugin("com.next", "next", SEVEN).with("Fieldpost-Api", "2.0").in(plugins, "next");
        new BuiltPlugin("com.newer", "newer", SEVEN)
                .with("Fieldpost-Api", "1.7")
                .in(plugins, "newer");
        new BuiltPlugin("com.old", "old", SEVEN).with("Fieldpost-Api", "0.9").in(plugins, "old");
        new BuiltPlugin("com.mute", "mute", SEVEN).without("Fieldpost-Api").in(plugins, "mute");
        new BuiltPlugin("com.odd", "odd", SEVEN).with("Fieldpost-Api", "one").in(plugins, "odd");
        new BuiltPlugin(
                        "com.bad",
                        "bad",
                        "static { if (true) throw new IllegalStateException(\"no licence\"); } " + SEVEN)
                .in(plugins, "bad");
        Files.createDirectories(plugins.resolve("empty"));
        Files.writeString(Files.createDirectories(plugins.resolve("text")).resolve("text.jar"), "not a jar");
        Files.createDirectories(plugins.resolve("Capital"));
        Plugins found = load();

        assertThat(found.loaded()).extracting(Plugin::name).containsExactly("acme");
        assertThat(found.refused())
                .containsExactly(
                        "plug-in Capital is not loaded, its directory's name is not 1 to 64 lower-case letters, digits, '.', '_' and '-';"
                                + " rename it",
                        "plug-in bad is not loaded, its drivers can't be made, java.lang.IllegalStateException: no licence; ask its vendor",
                        "plug-in empty is not loaded, it holds 0 jars, and 1 to 256 are right",
                        "plug-in mute is not loaded, no manifest of its jars says which version of the driver interface it was made for; add"
                                + " 'Fieldpost-Api: 1.0'",
                        "plug-in newer is not loaded, it was made for version 1.7 of the driver interface, and this agent has 1.0; update the"
                                + " agent",
                        "plug-in next is not loaded, it was made for version 2.0 of the driver interface, and this agent has 1.0; update the"
                                + " agent",
                        "plug-in odd is not loaded, its odd.jar names a version of the driver interface that is not MAJOR.MINOR such as 1.0:"
                                + " 'one'",
                        "plug-in old is not loaded, it was made for version 0.9 of the driver interface, and this agent has 1.0; ask its vendor"
                                + " for a newer one",
                        "plug-in text is not loaded, its text.jar is no jar; copy it again");
    }

    @Test
    void protocolThatIsThereAlreadyStaysWithTheFirst() throws Exception {
        new BuiltPlugin("com.acme", "acme", SEVEN).in(plugins, "acme");
        new BuiltPlugin("com.copy", "acme", SEVEN).in(plugins, "copy");
        List<String> refused = new ArrayList<>();
        Drivers.of(List.of()).with(load().loaded(), refused::add);

        assertThat(refused)
                .containsExactly("protocol 'acme' of plug-in copy is not used, because plug-in acme has it already;"
                        + " ask its vendor for another name");
    }
}
