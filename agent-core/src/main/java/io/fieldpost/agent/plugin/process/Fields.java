package io.fieldpost.agent.plugin.process;

import io.fieldpost.agent.record.ByteSink;
import io.fieldpost.agent.record.ByteSource;
import io.fieldpost.agent.record.DamagedBatchException;
import io.fieldpost.driver.DeviceMethod;
import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.FoundPoint;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What frames are made of. What is written is read by its neighbour. */
final class Fields {
    private static final ValueType[] TYPES = ValueType.values();
    private static final FoundPoint.Access[] ACCESS = FoundPoint.Access.values();
    private static final int LEAST_POINT_BYTES = 5;

    private Fields() {}

    /** A constant, written as its position: both ends come from one installation. */
    static <E> E choice(ByteSource source, E[] all) throws DamagedBatchException {
        int position = source.u8();
        if (position >= all.length) {
            throw source.damaged("choice " + position + " of " + all.length);
        }
        return all[position];
    }

    static void flag(ByteSink sink, boolean value) {
        sink.u8(value ? 1 : 0);
    }

    static boolean flag(ByteSource source) throws DamagedBatchException {
        return source.u8() != 0;
    }

    static void texts(ByteSink sink, List<String> texts) {
        sink.varint(texts.size());
        texts.forEach(sink::text);
    }

    static List<String> texts(ByteSource source) throws DamagedBatchException {
        int count = source.count(1);
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(source.string());
        }
        return texts;
    }

    static void instant(ByteSink sink, Instant time) {
        sink.zigzag(time.getEpochSecond());
        sink.varint(time.getNano());
    }

    static Instant instant(ByteSource source) throws DamagedBatchException {
        long seconds = source.zigzag();
        long nanos = source.varint();
        try {
            return Instant.ofEpochSecond(seconds, nanos);
        } catch (DateTimeException | ArithmeticException e) {
            throw source.damaged("a time beyond all times");
        }
    }

    static void point(ByteSink sink, Point point) {
        sink.text(point.source());
        sink.text(point.name());
        sink.text(point.address());
        sink.u8(point.type().ordinal());
        sink.text(point.unit());
    }

    static Point point(ByteSource source) throws DamagedBatchException {
        return new Point(source.string(), source.string(), source.string(), choice(source, TYPES), source.string());
    }

    static void points(ByteSink sink, List<Point> points) {
        sink.varint(points.size());
        points.forEach(point -> point(sink, point));
    }

    static List<Point> points(ByteSource source) throws DamagedBatchException {
        int count = source.count(LEAST_POINT_BYTES);
        List<Point> points = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            points.add(point(source));
        }
        return List.copyOf(points);
    }

    static void status(ByteSink sink, DeviceStatus status) {
        sink.varint(status.code());
        sink.text(status.name());
    }

    static DeviceStatus status(ByteSource source) throws DamagedBatchException {
        return new DeviceStatus(source.varint(), source.string());
    }

    static void method(ByteSink sink, DeviceMethod method) {
        sink.text(method.source());
        sink.text(method.name());
        sink.text(method.object());
        sink.text(method.address());
    }

    static DeviceMethod method(ByteSource source) throws DamagedBatchException {
        return new DeviceMethod(source.string(), source.string(), source.string(), source.string());
    }

    static void found(ByteSink sink, FoundPoint found) {
        sink.text(found.address());
        sink.text(found.name());
        sink.u8(found.type().ordinal());
        sink.text(found.unit());
        sink.zigzag(found.depth());
        sink.u8(found.access().ordinal());
        sink.text(found.value());
    }

    static FoundPoint found(ByteSource source) throws DamagedBatchException {
        return new FoundPoint(
                source.string(),
                source.string(),
                choice(source, TYPES),
                source.string(),
                (int) source.zigzag(),
                choice(source, ACCESS),
                source.string());
    }
}
