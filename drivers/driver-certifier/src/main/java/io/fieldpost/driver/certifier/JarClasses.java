package io.fieldpost.driver.certifier;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Names of classes in jars, and of those that they use (The Java Virtual Machine Specification, 4.4). */
final class JarClasses {
    private static final String SUFFIX = ".class";
    private static final int MAGIC = 0xCAFEBABE;
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;

    private JarClasses() {}

    /** What a jar holds, {@code io.fieldpost.Name}; not what it holds for certain versions of Java. */
    static Set<String> in(Path jar) throws IOException {
        Set<String> names = new TreeSet<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            file.stream().filter(JarClasses::isClass).forEach(entry -> names.add(name(entry.getName())));
        }
        return names;
    }

    /** What the classes in a jar name in their code and headers, by who names it. */
    static void usesIn(Path jar, UseConsumer uses) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().filter(JarClasses::isClass).toList()) {
                try (InputStream in = file.getInputStream(entry)) {
                    uses(new DataInputStream(in), used -> uses.accept(name(entry.getName()), used));
                }
            }
        }
    }

    /** Is told of each use. */
    interface UseConsumer {
        void accept(String user, String used);
    }

    private static boolean isClass(JarEntry entry) {
        return entry.getName().endsWith(SUFFIX)
                && !entry.getName().startsWith("META-INF/")
                && !entry.getName().endsWith("-info.class");
    }

    private static String name(String entry) {
        return entry.substring(0, entry.length() - SUFFIX.length()).replace('/', '.');
    }

    private static void uses(DataInputStream in, Consumer<String> used) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("no class file");
        }
        in.skipNBytes(4);
        int constants = in.readUnsignedShort();
        Map<Integer, String> texts = new HashMap<>();
        Set<Integer> names = new TreeSet<>();
        for (int i = 1; i < constants; i++) {
            int tag = in.readUnsignedByte();
            if (tag == UTF8) {
                texts.put(i, in.readUTF());
            } else if (tag == CLASS) {
                names.add(in.readUnsignedShort());
            } else {
                in.skipNBytes(lengthOf(tag));
            }
            if (tag == LONG || tag == DOUBLE) {
                i++;
            }
        }
        names.forEach(index -> used.accept(element(String.valueOf(texts.get(index)))));
    }

    /** Bytes behind a tag. */
    private static int lengthOf(int tag) throws IOException {
        return switch (tag) {
            case LONG, DOUBLE -> 8;
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case 15 -> 3;
            case 8, 16, 19, 20 -> 2;
            default -> throw new IOException("constant with unknown tag " + tag);
        };
    }

    /** The class of which an array is made, or the class itself. */
    private static String element(String internal) {
        String name =
                internal.startsWith("[") ? internal.replaceFirst("^\\[+L?", "").replace(";", "") : internal;
        return name.replace('/', '.');
    }
}
