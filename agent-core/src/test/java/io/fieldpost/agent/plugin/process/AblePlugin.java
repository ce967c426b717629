package io.fieldpost.agent.plugin.process;

import io.fieldpost.driver.ApiVersion;
import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The plug-in {@code able}, a jar of classes that the tests have been compiled with. */
public final class AblePlugin {
    private AblePlugin() {}

    /** Puts its jar into a directory of its own below {@code plugins}. */
    public static Path in(Path plugins) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name(ApiVersion.ATTRIBUTE), ApiVersion.CURRENT.toString());
        Path jar = Files.createDirectories(plugins.resolve("able")).resolve("able.jar");
        Path classes = classes();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.list(classes)) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.matches("Able(Factory|Driver|Stream).*")) {
                    add(out, AblePlugin.class.getPackageName().replace('.', '/') + "/" + name, file);
                }
            }
            out.putNextEntry(new JarEntry("META-INF/services/" + DriverFactory.class.getName()));
            out.write(AbleFactory.class.getName().getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
        return jar;
    }

    private static Path classes() {
        try {
            return Path.of(AblePlugin.class.getResource("AblePlugin.class").toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(JarOutputStream out, String name, Path file) throws IOException {
        out.putNextEntry(new JarEntry(name));
        try (InputStream in = Files.newInputStream(file)) {
            in.transferTo(out);
        }
        out.closeEntry();
    }

    /** Points of these addresses, named so. */
    static List<Point> points(String source, String... addresses) {
        return Arrays.stream(addresses)
                .map(address -> new Point(source, address, address, ValueType.ANY, "1"))
                .toList();
    }
}
