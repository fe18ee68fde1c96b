# Scores messages with SpamAssassin, by its rules about a message alone.
#
#     judge.pl MESSAGE...
#
# Prints one line for each: points, file, and the rules that counted, with tabs between. No network,
# no learning, no settings of this machine's users.

use strict;
use warnings;

use Mail::SpamAssassin;

my $filter = Mail::SpamAssassin->new({
    local_tests_only => 1,
    dont_copy_prefs  => 1,
    userprefs_filename => '/dev/null',
    post_config_text => "use_bayes 0\nuse_auto_whitelist 0\n",
});

for my $path (@ARGV) {
    open my $file, '<:raw', $path or die "$path: $!";
    my $text = do { local $/; <$file> };
    close $file;
    my $message = $filter->parse($text);
    my $found   = $filter->check($message);
    my $hit     = $found->get_names_of_tests_hit_with_scores_hash;
    my @rules   = map { "$_ $hit->{$_}" } sort keys %$hit;
    printf "%.3f\t%s\t%s\n", $found->get_score, $path, join(', ', @rules);
    $found->finish;
    $message->finish;
}
