package dev.cairn.feed;

/// How far a feed is.
///
/// @param announcements       blocks announced so far, and
/// @param announcementsInAll  how many there will be
/// @param records             records handed to the producer, copies included, records of aborted transactions not
/// @param acknowledgedRecords how many of them the broker has acknowledged
public record FeedProgress(int announcements, int announcementsInAll, long records, long acknowledgedRecords) {

    /// What progress lines show.
    @Override
    public String toString() {
        return String.format(
                "%,d of %,d blocks announced, %,d records sent, %,d acknowledged",
                announcements, announcementsInAll, records, acknowledgedRecords);
    }
}
