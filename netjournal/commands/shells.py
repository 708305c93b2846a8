"""The completion scripts: each hands the line up to the cursor to `netjournal complete-line`, and offers what it says.

What comes back is put into arrays as it is; nothing of it is ever evaluated.
"""

from collections.abc import Mapping

BASH = r"""# netjournal's completion for bash; in ~/.bashrc: source <(netjournal completion bash)
_netjournal() {
    local line=${COMP_LINE:0:COMP_POINT} found last part
    found=$(command netjournal complete-line "$line" 2>/dev/null)
    COMPREPLY=()
    IFS=$'\n' read -r -d '' -a COMPREPLY <<<"$found" || :
    if [[ ${COMPREPLY[0]-} == :files ]]; then
        COMPREPLY=()
        compopt -o default 2>/dev/null
        return 0
    fi
    COMPREPLY=("${COMPREPLY[@]%%$'\t'*}")
    last=${line##*[[:space:]]}
    part=${last%"${last##*[:=]}"}  # bash completes only what follows a sign that breaks words
    if [[ $part && $COMP_WORDBREAKS == *"${part: -1}"* ]]; then
        COMPREPLY=("${COMPREPLY[@]#"$part"}")
    fi
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *: ]]; then
        compopt -o nospace 2>/dev/null
    fi
    return 0
}
complete -F _netjournal netjournal nj
"""

ZSH = r"""#compdef netjournal nj
# netjournal's completion for zsh; in ~/.zshrc, after compinit: source <(netjournal completion zsh)
_netjournal() {
    local -a found open_words open_shown words_whole words_shown
    local each word shown
    found=("${(@f)$(command netjournal complete-line "${(j: :)words[1,CURRENT-1]} $PREFIX" 2>/dev/null)}")
    if [[ $found[1] == :files ]]; then
        _files
        return
    fi
    for each in "${found[@]}"; do
        word=${each%%$'\t'*}
        shown=${each/$'\t'/  -- }
        [[ -n $word ]] || continue
        if [[ $word == *: ]]; then
            open_words+=("$word")
            open_shown+=("$shown")
        else
            words_whole+=("$word")
            words_shown+=("$shown")
        fi
    done
    (( $#words_whole )) && compadd -U -l -d words_shown -a words_whole
    (( $#open_words )) && compadd -U -S '' -l -d open_shown -a open_words
    (( $#words_whole + $#open_words ))
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _netjournal "$@"
else
    compdef _netjournal netjournal nj
fi
"""

FISH = r"""# netjournal's completion for fish; in ~/.config/fish/config.fish: netjournal completion fish | source
function __netjournal_words
    set -l found (command netjournal complete-line (commandline -cp | string join ' ') 2>/dev/null)
    if test "$found[1]" = :files
        __fish_complete_path (commandline -ct)
    else if test (count $found) -gt 0
        printf '%s\n' $found
    end
end
complete -c netjournal -f -a '(__netjournal_words)'
complete -c nj -f -a '(__netjournal_words)'
"""

SCRIPTS: Mapping[str, str] = {"bash": BASH, "zsh": ZSH, "fish": FISH}
