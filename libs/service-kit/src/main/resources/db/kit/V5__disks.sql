-- Which disk was told of: what is told of it later must name the same, even after the machine was restarted.

alter table volume_mark add column disk text;
