-- loop.prediction: how many answers a session, and an address, flagged on a day (UTC); only today's rows are kept ---------
create table flag_counts (
    day    date not null,
    origin text not null,
    flags  bigint not null,
    primary key (day, origin)
);
