package io.fieldpost.agent.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * SQLite as a store-and-forward buffer is commonly built with it: one table, each insert and each delete a transaction of its own, prepared
 * statements, write-ahead log. With {@code synchronous=NORMAL} a power cut may take everything since the last checkpoint, with
 * {@code FULL} nothing.
 */
final class SqliteContender implements Contender {
    private static final String STREAM = "data";
    private static final int MEASUREMENTS = 100;

    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement delete;

    SqliteContender(Path directory, String synchronous) throws IOException, SQLException {
        Files.createDirectories(directory);
        // Else the driver asks for the number of each row that it inserts, which nobody wants here.
        connection = DriverManager.getConnection(
                "jdbc:sqlite:" + directory.resolve("buffer.db") + "?jdbc.get_generated_keys=false");
        run("PRAGMA journal_mode=WAL");
        run("PRAGMA synchronous=" + synchronous);
        // Without AUTOINCREMENT numbers are given again once the table is empty.
        run("CREATE TABLE IF NOT EXISTS record (id INTEGER PRIMARY KEY AUTOINCREMENT, stream TEXT NOT NULL,"
                + " stored_millis INTEGER NOT NULL, count INTEGER NOT NULL, payload BLOB NOT NULL)");
        insert = connection.prepareStatement(
                "INSERT INTO record (stream, stored_millis, count, payload) VALUES (?, ?, ?, ?)");
        select = connection.prepareStatement(
                "SELECT id, stored_millis, count, payload FROM record WHERE id > ? AND stream = ? ORDER BY id LIMIT ?");
        delete = connection.prepareStatement("DELETE FROM record WHERE id BETWEEN ? AND ?");
    }

    @Override
    public void append(byte[] payload) throws SQLException {
        insert.setString(1, STREAM);
        insert.setLong(2, System.currentTimeMillis());
        insert.setInt(3, MEASUREMENTS);
        insert.setBytes(4, payload);
        insert.executeUpdate();
    }

    @Override
    public void read(long after, Batch batch) throws SQLException {
        batch.clear();
        select.setLong(1, after);
        select.setString(2, STREAM);
        select.setInt(3, Batch.RECORDS);
        try (ResultSet rows = select.executeQuery()) {
            while (!batch.isFull() && rows.next()) {
                rows.getLong(2);
                rows.getInt(3);
                batch.add(rows.getLong(1), rows.getBytes(4));
            }
        }
    }

    @Override
    public void settle(long first, long last) throws SQLException {
        delete.setLong(1, first);
        delete.setLong(2, last);
        delete.executeUpdate();
    }

    @Override
    public Extent extent() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT min(id), max(id), count(*) FROM record")) {
            row.next();
            row.getLong(3);
            return new Extent(row.getLong(1), row.getLong(2));
        }
    }

    /** Many inserts in one transaction: to fill a database that is not measured. */
    void inOneTransaction(boolean begin) throws SQLException {
        connection.setAutoCommit(!begin);
    }

    @Override
    public void step(long nowNanos) {
        // It keeps house when it commits.
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
