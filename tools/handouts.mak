# The pages for a class on paper, from the same text as in doc/.
HANDOUTS := $(patsubst doc/%.md,obj/handouts/%.pdf,$(wildcard doc/*.md))

obj/handouts/%.pdf: doc/%.md tools/handout
	@mkdir -p $(@D)
	$(call say,PDF,$<)
	$(Q)tools/handout $< >$(@:.pdf=.ms) && groff -k -t -ms -Tpdf -P-pa4 \
	    $(@:.pdf=.ms) >$@.new && mv $@.new $@

handouts: $(HANDOUTS) ## the pages for teachers and students as PDF (needs groff)
	@ls $(HANDOUTS)

.PHONY: handouts
