-- what is wrong with the file; null where all of it was understood
alter table annotation_files add column complaint text;
